import { readFileSync } from 'node:fs'
import { createHub, type Hub } from './app.ts'
import type { Config } from './config.ts'
import { ensureDemo } from './demo.ts'
import { writeTillClient } from './operator/till-client.ts'
import type { Database } from './platform/db/index.ts'
import type { createEngineLog } from './platform/engine-log.ts'

/** Of the program, for the till beside it (contract, operations C4). */
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const hadParent = process.connected

/**
 * From the opened database to a hub that answers. A module of its own: `serve.ts` imports it, and with it nearly all of
 * the program, while PostgreSQL starts.
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

/** Ctrl+C reaches every process of the terminal, and the parent process forwards it too: only the first signal counts. */
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
