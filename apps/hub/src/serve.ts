import { once } from 'node:events'
import { createServer } from 'node:net'
import { type Config, ConfigError, readConfig, refusedExitCode } from './config.ts'
import { EmbeddedDatabaseError, openDatabase } from './platform/db/index.ts'
import { createEngineLog } from './platform/engine-log.ts'
import { makePrivate } from './platform/private-folder.ts'
import { whyUnwritable } from './platform/unwritable.ts'

async function main() {
  // Whatever this process writes is for its own user (security S7).
  process.umask(0o077)
  const config = readConfig(process.env)
  await checkAddress(config)
  prepareFolder(config)
  const engineLog = createEngineLog()
  const opening = openDatabase(
    config.databaseUrl === undefined
      ? { dataDir: config.dataDir, onLine: engineLog.note }
      : { url: config.databaseUrl },
  )
  // The caller that awaits it reports the failure.
  opening.catch(() => undefined)
  // Loading the rest of the program takes as long as PostgreSQL needs to start.
  const { serveHub } = await import('./serve-hub.ts')
  await serveHub({ config, database: await opening, engineLog })
}

/**
 * Before the database is opened: the address of a second hub of the same folder is taken, and two must not share it.
 * @throws {ConfigError} when the address is taken, or is none of this machine
 */
async function checkAddress({ host, port }: Config): Promise<void> {
  const server = createServer()
  try {
    await once(server.listen(port, host), 'listening')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new ConfigError(`HUB_PORT ${port} is already used by another program on this machine.`)
    throw new ConfigError(`The hub cannot listen on HUB_HOST ${host}, HUB_PORT ${port}: ${message}`)
  }
  server.close()
  await once(server, 'close')
}

/** @throws {ConfigError} when it cannot be written */
function prepareFolder({ dataDir }: Config): void {
  try {
    makePrivate(dataDir, (sentence) => process.stderr.write(`${sentence}\n`))
  } catch (error) {
    const sentence = whyUnwritable(dataDir, error)
    throw sentence === undefined ? error : new ConfigError(sentence, { cause: error })
  }
}

try {
  await main()
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof EmbeddedDatabaseError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(refusedExitCode)
}
