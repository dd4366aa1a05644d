// `npm run chaos -- soak --minutes 60`: steady load on the hub's own PostgreSQL. Orders are created, changed, read and
// listed; one app is called and answers at once, one answers late, one reads its stream slowly. Memory, open files and
// latencies must not grow, and the write-ahead log must stay bounded. At the end PostgreSQL is killed once: how much of
// the log it reads again is bounded, too. `--rate` is the creations and changes per second, of each.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepare } from '../bench/lib/fixture.ts'
import { generate } from '../bench/lib/generate.ts'
import { round } from '../bench/lib/statistics.ts'
import { type OperationName, pickedOrders, planOf, startSubject } from '../bench/lib/subject.ts'
import { engineOf } from './lib/engine.ts'
import { judge, type Measure } from './lib/flatness.ts'
import { type Footprint, footprintOf } from './lib/footprint.ts'
import { readSlowly, startListener } from './lib/listeners.ts'
import { until } from './lib/world.ts'

/** `max_wal_size`, which is no hard limit, and half of it: a busy disk delays the end of a checkpoint. */
const maxWalMb = 384
const locations = 5
/** Far more than the hub takes to call an app. */
const lateMs = 1000
const looksEveryMs = 5000
const maxReadyMs = 2000

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, rate: { type: 'string', default: '20' } },
})
const minutes = Number(values.minutes)
const rate = Number(values.rate)
const rates: Readonly<Record<OperationName, number>> = {
  create: rate,
  patch: rate,
  get: 2 * rate,
  'list 100': rate / 4,
}

const dataDir = await mkdtemp(join(tmpdir(), 'hub-soak-'))
const fixture = await prepare({ dataDir }, { locations, listeners: 1 })
const subject = await startSubject(
  fixture,
  { DATA_DIR: dataDir, DATABASE_URL: '' },
  { ordersEach: pickedOrders / locations, entry: 'dist/hub/main.mjs' },
)
const { server } = subject
const listen = async (token: string, url?: string) => {
  const { status } = await fetch(`${server.origin}/v1/callback`, {
    method: 'POST',
    headers: { 'x-access-token': token, 'content-type': 'application/json' },
    body: JSON.stringify({ ...(url !== undefined && { url }), events: { order: ['create', 'update'] } }),
  })
  if (status !== 200) throw new Error(`POST /callback: ${status}`)
}
const [prompt, late] = await Promise.all([startListener(0), startListener(lateMs)])
for (const { till } of fixture.locations) await listen(till, prompt.url)
await listen(fixture.office, late.url)
await listen(fixture.listeners[0]!)
const stream = readSlowly(server.origin, fixture.listeners[0]!)

const footprints: Footprint[] = []
const latencies: Record<OperationName, { p50Ms: number; p99Ms: number }[]> = {
  create: [],
  patch: [],
  get: [],
  'list 100': [],
}
const names = Object.keys(latencies) as OperationName[]
let isOver = false
const looking = (async () => {
  while (!isOver) {
    footprints.push(await footprintOf(server, dataDir))
    await new Promise((resolve) => setTimeout(resolve, looksEveryMs))
  }
})()

/** One minute of load. @returns the requests that were answered */
async function load(): Promise<number> {
  const figures = await Promise.all(
    names.map(async (name) => {
      const one = await generate({ ...planOf(subject, name), connections: 4, seconds: 60, rate: rates[name] })
      latencies[name].push(one)
      return one.requests
    }),
  )
  return figures.reduce((sum, requests) => sum + requests, 0)
}

function line(minute: number, requests: number): string {
  const now = footprints.at(-1)!
  const times = names.map((name) => {
    const { p50Ms, p99Ms } = latencies[name].at(-1)!
    return `${name} ${round(p50Ms, 1)} (p99 ${round(p99Ms, 1)}) ms`
  })
  return [
    `minute ${minute}: ${requests} requests, called ${prompt.calls()} and ${late.calls()}`,
    `hub ${round(now.hubMb)} MB and ${now.hubFiles} files, PostgreSQL ${round(now.postgresMb)} MB and ${now.postgresFiles} files`,
    `log ${round(now.walMb)} MB, tables ${round(now.tablesMb)} MB, other ${round(now.otherMb, 1)} MB`,
    times.join(', '),
  ].join('; ')
}

const memory = { share: 0.1, units: 15 }
const files = { share: 0.1, units: 20 }
const time = { share: 0.5, units: 5 }
const measuresOf = (of: readonly Footprint[]): Measure[] => [
  { name: 'memory of the hub', unit: 'MB', values: of.map(({ hubMb }) => hubMb), growth: memory },
  {
    name: 'memory of PostgreSQL',
    unit: 'MB',
    values: of.map(({ postgresMb }) => postgresMb),
    growth: memory,
  },
  { name: 'files of the hub', unit: 'open', values: of.map(({ hubFiles }) => hubFiles), growth: files },
  {
    name: 'files of PostgreSQL',
    unit: 'open',
    values: of.map(({ postgresFiles }) => postgresFiles),
    growth: files,
  },
  ...names.map((name) => ({
    name: `median time of ${name}`,
    unit: 'ms',
    values: latencies[name].map(({ p50Ms }) => p50Ms),
    growth: time,
  })),
]

/** From the kill of PostgreSQL until requests are answered, in ms. */
async function killPostgres(): Promise<number> {
  const engine = await engineOf(server.child.pid!)
  const killedMs = Date.now()
  engine.kill('postgres')
  await engine.leftovers()
  await until('the hub ready again', async () => (await fetch(`${server.origin}/readyz`)).ok || undefined)
  return Date.now() - killedMs
}

let isFlat = true
const conclude = (isMet: boolean, sentence: string) => {
  isFlat &&= isMet
  process.stdout.write(`${sentence}\n`)
}
try {
  for (let minute = 1; minute <= minutes; minute++) {
    const requests = await Promise.race([load(), looking.then(() => 0)])
    process.stdout.write(`${line(minute, requests)}\n`)
  }
  isOver = true
  await looking
  for (const measure of measuresOf(footprints)) {
    const verdict = judge(measure)
    conclude(verdict.isFlat, verdict.sentence)
  }
  const largestMb = Math.max(...footprints.map(({ walMb }) => walMb))
  conclude(
    largestMb < maxWalMb,
    `write-ahead log: at most ${round(largestMb)} MB, ${largestMb < maxWalMb ? `below ${maxWalMb}` : `ABOVE ${maxWalMb}`}`,
  )
  const readyMs = await killPostgres()
  conclude(
    readyMs <= maxReadyMs,
    `PostgreSQL killed after the load: ready after ${round(readyMs / 1000)} s${readyMs <= maxReadyMs ? '' : ', TOO LATE'}`,
  )
} finally {
  isOver = true
  await stream.close()
  await server.stop()
  prompt.close()
  late.close()
  await rm(dataDir, { recursive: true, force: true })
}
process.stdout.write(isFlat ? 'flat\n' : 'NOT flat\n')
process.exitCode = isFlat ? 0 : 1
