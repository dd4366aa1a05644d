import { join } from 'node:path'
import { createHub, type Hub } from './app.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { ensureDemo } from './demo.ts'
import { ensureTillClient } from './operator/till-client.ts'
import { openDatabase } from './platform/db/index.ts'
import { makePrivate } from './platform/private-folder.ts'

async function main() {
  // Whatever this process writes is for its own user (security S7).
  process.umask(0o077)
  const config = readConfig(process.env)
  const onProblem = (sentence: string) => process.stderr.write(`${sentence}\n`)
  await makePrivate(config.dataDir, onProblem)
  const database = await openDatabase(
    config.databaseUrl === undefined ? { dataDir: join(config.dataDir, 'hub') } : { url: config.databaseUrl },
  )
  const hub = await createHub({ config, database })
  // The embedded database minds no umask: what it made just now, at a first start most of all.
  await makePrivate(config.dataDir, onProblem)
  const hints = config.production ? [] : await prepareLocalUse(config, hub.parts)
  const origin = (await hub.listen()).replace('127.0.0.1', 'localhost')
  process.stdout.write(
    [`Hub ready on ${origin} (the API below /v1)`, ...hints].map((line) => `${line}\n`).join(''),
  )
  // Told to the process that started this one, if any: the address, once requests are answered.
  process.send?.({ ready: origin })
  stopOnSignal(hub)
}

/** Outside production a till of this machine finds its credentials, and an empty hub has a demo merchant. */
async function prepareLocalUse(
  { demo, dataDir, smtpUrl, callbackUrls }: Config,
  { db, secrets }: Hub['parts'],
): Promise<string[]> {
  await ensureTillClient({ db, secrets, domain: 'localhost', dataDir })
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

function stopOnSignal(hub: Hub) {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      hub.close().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}

try {
  await main()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
