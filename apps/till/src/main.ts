import { startTill } from './app.ts'
import { readConfig } from './config.ts'
import { StartError } from './platform/errors.ts'

try {
  const till = await startTill(readConfig(process.env))
  process.stdout.write(`Till ready on ${till.url}\n`)
  process.stdout.write(
    '  «Hubrise» > «Connexion à HubRise», sign in, «Autoriser», copy the code, paste it, «OK»\n',
  )
  if (till.stationCode) process.stdout.write(`Another poste needs the code ${till.stationCode}, once\n`)
  // Told to the process that started this one, if any: the address, once requests are answered.
  process.send?.({ ready: till.url })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void till.close())
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
