import { startTill } from './app.ts'
import { ConfigError, readConfig } from './config.ts'

try {
  const till = await startTill(readConfig(process.env))
  process.stdout.write(`Till ready on ${till.url}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void till.close())
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
