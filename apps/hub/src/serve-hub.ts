import { readFileSync } from 'node:fs'
import { createHub, type Hub } from './app.ts'
import type { Config } from './config.ts'
import { ensureDemo } from './demo.ts'
import { writeTillClient } from './operator/till-client.ts'
import type { Database } from './platform/db/index.ts'
import type { createEngineLog } from './platform/engine-log.ts'

/** The program's version, for the till on the same machine (contract, operations C4). */
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const hadParent = process.connected

/**
 * Builds and starts the hub on an open database. This is a separate module so that `serve.ts` can import nearly all
 * of the program while PostgreSQL starts.
 */
export async function serveHub({
  config,
  database,
  engineLog,
}: {
  config: Config
  database: Database
  engineLog: ReturnType<typeof createEngineLog>
}): Promise<void> {
  const hub = await createHub({ config, database })
  engineLog.sendTo(hub.parts.log)
  const hints = config.production ? [] : await prepareLocalUse(config, hub.parts.db)
  const origin = (await hub.listen()).replace('127.0.0.1', 'localhost')
  // A till on this machine finds the hub there. A port that was not configured is known only now.
  if (!config.production && config.role !== 'worker')
    await writeTillClient({ ...hub.parts, domain: 'localhost', dataDir: config.dataDir }, version)
  process.stdout.write(
    [`Hub ready on ${origin} (the API below /v1)`, ...hints].map((line) => `${line}\n`).join(''),
  )
  // Sends the address to the parent process, if there is one, once requests are answered.
  process.send?.({ ready: origin })
  stopOnSignal(hub)
}

/**
 * Outside production: creates the demo merchant in an empty hub.
 * @returns the lines about it to print at start
 */
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

/**
 * Ctrl+C reaches every process of the terminal, and the parent process forwards the signal as well, so only the first
 * one counts.
 */
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
  // The parent process was killed: do not leave the hub running.
  process.once('disconnect', stop)
  if (hadParent && !process.connected) stop()
}
