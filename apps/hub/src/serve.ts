import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createHub, type Hub } from './app.ts'
import { type Config, ConfigError, readConfig, refusedExitCode } from './config.ts'
import { ensureDemo } from './demo.ts'
import { writeTillClient } from './operator/till-client.ts'
import { EmbeddedDatabaseError, openDatabase } from './platform/db/index.ts'
import { createEngineLog } from './platform/engine-log.ts'
import { makePrivate } from './platform/private-folder.ts'
import { whyUnwritable } from './platform/unwritable.ts'

/** Of the program, for the till beside it (contract, operations C4). */
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const hadParent = process.connected

async function main() {
  // Whatever this process writes is for its own user (security S7).
  process.umask(0o077)
  const config = readConfig(process.env)
  await checkAddress(config)
  const onProblem = (sentence: string) => process.stderr.write(`${sentence}\n`)
  await makePrivate(config.dataDir, onProblem).catch((error) => {
    const sentence = whyUnwritable(config.dataDir, error)
    throw sentence === undefined ? error : new ConfigError(sentence, { cause: error })
  })
  const engineLog = createEngineLog()
  const database = await openDatabase(
    config.databaseUrl === undefined
      ? { dataDir: config.dataDir, onLine: engineLog.note }
      : { url: config.databaseUrl },
  )
  const hub = await createHub({ config, database })
  engineLog.sendTo(hub.parts.log)
  const hints = config.production ? [] : await prepareLocalUse(config, hub.parts.db)
  const origin = (await hub.listen()).replace('127.0.0.1', 'localhost')
  // A till of this machine finds its hub there; a port that was left open is known only now.
  if (!config.production && config.role !== 'worker')
    await writeTillClient({ ...hub.parts, domain: 'localhost', dataDir: config.dataDir }, version)
  process.stdout.write(
    [`Hub ready on ${origin} (the API below /v1)`, ...hints].map((line) => `${line}\n`).join(''),
  )
  // Told to the process that started this one, if any: the address, once requests are answered.
  process.send?.({ ready: origin })
  stopOnSignal(hub)
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

/** Outside production an empty hub has a demo merchant. Returns the lines that say so. */
async function prepareLocalUse(
  { demo, smtpUrl, callbackUrls }: Config,
  db: Hub['parts']['db'],
): Promise<string[]> {
  const merchant = demo ? await ensureDemo(db) : undefined
  return [
    ...(merchant
      ? [`  Sign in as ${merchant.email}, password: ${merchant.password} (location ${merchant.locationId})`]
      : []),
    ...(callbackUrls.allowLoopback
      ? ['  Callbacks to http://localhost are accepted (CALLBACK_ALLOW_LOOPBACK=0 refuses them)']
      : []),
    ...(smtpUrl === undefined ? ['  Mails are not sent, they are shown on /mail'] : []),
  ]
}

/** Ctrl+C reaches the whole terminal, and whoever started this process sends its own signal: one of them counts. */
function stopOnSignal(hub: Hub) {
  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    hub.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  // The process that started this one was killed: it leaves no hub behind.
  process.once('disconnect', stop)
  if (hadParent && !process.connected) stop()
}

try {
  await main()
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof EmbeddedDatabaseError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(refusedExitCode)
}
