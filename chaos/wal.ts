// `npm run chaos -- wal --minutes 10 --rate 150`: writes without pause on the hub's own PostgreSQL; its write-ahead log
// must stay below 384 MB, and the memory of all its processes must not grow.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchSecret, orderOf4Items, prepare } from '../bench/lib/fixture.ts'
import { generate } from '../bench/lib/generate.ts'
import { startProcess } from '../bench/lib/process.ts'

/** `max_wal_size`, which is no hard limit, and half of it: a busy disk delays the end of a checkpoint. */
const limitMb = 384
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, rate: { type: 'string', default: '150' } },
})

async function folderMb(folder: string): Promise<number> {
  const sizes = await Promise.all(
    (await readdir(folder, { withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(folder, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  )
  return sizes.reduce((sum, size) => sum + size, 0) / 1024 / 1024
}

const dataDir = await mkdtemp(join(tmpdir(), 'hub-wal-'))
const fixture = await prepare({ dataDir })
const server = await startProcess('apps/hub/src/main.ts', {
  HUB_PORT: '0',
  HUB_SECRET: benchSecret,
  DATA_DIR: dataDir,
  DATABASE_URL: '',
  DEMO: '0',
  RATE_LIMITS: '0,0,0,0',
})
let largestMb = 0
const look = setInterval(() => {
  folderMb(join(dataDir, 'postgres', 'pg_wal')).then(
    (mb) => {
      largestMb = Math.max(largestMb, mb)
    },
    () => undefined,
  )
}, 500)
try {
  let written = 0
  for (let minute = 1; minute <= Number(values.minutes); minute++) {
    const { requests, p99Ms } = await generate({
      origin: server.origin,
      method: 'POST',
      targets: [{ path: '/v1/location/orders', token: fixture.webshop, expected: '"total":"49.80 EUR"' }],
      body: orderOf4Items,
      connections: 8,
      seconds: 60,
      rate: Number(values.rate),
    })
    written += requests
    const memory = Math.round(await server.familyMemoryMb())
    process.stdout.write(
      `minute ${minute}: ${written} orders, pg_wal at most ${Math.round(largestMb)} MB, ${memory} MB of memory in all, p99 ${Math.round(p99Ms)} ms\n`,
    )
  }
} finally {
  clearInterval(look)
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
process.stdout.write(
  largestMb < limitMb ? `pg_wal stayed below ${limitMb} MB\n` : `pg_wal grew to ${largestMb} MB\n`,
)
process.exitCode = largestMb < limitMb ? 0 : 1
