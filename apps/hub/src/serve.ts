import { once } from 'node:events'
import { createServer } from 'node:net'
import { type Config, ConfigError, readConfig, refusedExitCode } from './config.ts'
import { checkServer, DatabaseServerError, EmbeddedDatabaseError, openDatabase } from './platform/db/index.ts'
import { createEngineLog } from './platform/engine-log.ts'
import { makePrivate } from './platform/private-folder.ts'
import { whyUnwritable, whyUnwritableWithin } from './platform/unwritable.ts'

async function main() {
  // Files written by this process are readable only by its user (security S7).
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
  // Prevents an unhandled rejection; the `await` below reports the failure.
  opening.catch(() => undefined)
  // Loading the rest of the program takes about as long as starting PostgreSQL.
  const { serveHub } = await import('./serve-hub.ts')
  const database = await opening
  if (!database.isEmbedded) await checkServer(database)
  try {
    await serveHub({ config, database, engineLog })
  } catch (error) {
    throw folderRefusal(whyUnwritableWithin(config.dataDir, error), error)
  }
}

/**
 * Checks the address before the database is opened. A second hub with the same folder finds its address taken, and
 * two hubs must not share a folder.
 * @throws {ConfigError} if the address is in use, or does not belong to this machine
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

/** @throws {ConfigError} if it cannot be written */
function prepareFolder({ dataDir }: Config): void {
  try {
    makePrivate(dataDir, (sentence) => process.stderr.write(`${sentence}\n`))
  } catch (error) {
    throw folderRefusal(whyUnwritable(dataDir, error), error)
  }
}

const folderRefusal = (sentence: string | undefined, error: unknown) =>
  sentence === undefined ? error : new ConfigError(sentence, { cause: error })

try {
  await main()
} catch (error) {
  const isSentence =
    error instanceof ConfigError ||
    error instanceof EmbeddedDatabaseError ||
    error instanceof DatabaseServerError
  if (!isSentence) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(error instanceof DatabaseServerError && error.mayPass ? 1 : refusedExitCode)
}
