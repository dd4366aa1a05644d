// `npm run chaos -- wal --minutes 10 --rate 150`: writes without pause on the embedded database; its write-ahead log
// must stay below 128 MB, and its memory must not grow.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchSecret, orderOf4Items, prepare } from '../bench/lib/fixture.ts'
import { generate } from '../bench/lib/generate.ts'
import { startProcess } from '../bench/lib/process.ts'

const limitMb = 128
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
const fixture = await prepare({ dataDir: join(dataDir, 'hub') })
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
  folderMb(join(dataDir, 'hub', 'pg_wal')).then(
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
      token: fixture.webshop,
      method: 'POST',
      paths: ['/v1/location/orders'],
      body: orderOf4Items,
      expected: '"total":"49.80 EUR"',
      connections: 8,
      seconds: 60,
      rate: Number(values.rate),
    })
    written += requests
    const memory = Math.round(await server.memoryMb())
    process.stdout.write(
      `minute ${minute}: ${written} orders, pg_wal at most ${Math.round(largestMb)} MB, ${memory} MB of memory, p99 ${Math.round(p99Ms)} ms\n`,
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
