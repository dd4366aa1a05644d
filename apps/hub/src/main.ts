import { join } from 'node:path'
import { createHub } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { ensureTillClient } from './operator/till-client.ts'
import { openDatabase } from './platform/db/index.ts'

async function main() {
  const config = readConfig(process.env)
  const database = await openDatabase(
    config.databaseUrl === undefined ? { dataDir: join(config.dataDir, 'hub') } : { url: config.databaseUrl },
  )
  const hub = await createHub({ config, database })
  if (!config.production) {
    const { db, secrets } = hub.parts
    await ensureTillClient({ db, secrets, domain: 'localhost', dataDir: config.dataDir })
  }
  const origin = await hub.listen()
  // Told to the process that started this one, if any: the address, once requests are answered.
  process.send?.({ ready: origin })
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
