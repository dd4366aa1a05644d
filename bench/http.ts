// `npm run bench -- http [create] [get] ["list 100"] [patch]`: orders over HTTP, beside the simplest statements that
// store or read as much, run by pgbench on the same cluster, and beside a Fastify route without a database. Everything
// twice, with the cluster on the disk and in memory, for one location and for 50.
import { parseArgs } from 'node:util'
import { type Cluster, placeName, places, startCluster } from './lib/cluster.ts'
import { type Comparison, compare, comparisonHead, rowsOf } from './lib/comparison.ts'
import { orderOf4Items } from './lib/fixture.ts'
import { calmOperations, comparisonGoals, latencyFigures } from './lib/http-goals.ts'
import { hubName, type OpenSetting, openSetting } from './lib/http-setting.ts'
import { type Figure, report } from './lib/report.ts'
import { table } from './lib/statistics.ts'
import { type Measured, measure, operations, planOf } from './lib/subject.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    /** Of each measurement. */
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    /** In all locations together. */
    orders: { type: 'string', default: '2000' },
    place: { type: 'string', default: places.join() },
    locations: { type: 'string', default: '1,50' },
    /** Also Prism, mocking the hub's OpenAPI file. */
    prism: { type: 'boolean', default: false },
    /** One round of a second each: whether it works, and no figures to compare. */
    short: { type: 'boolean', default: false },
  },
})
const { short } = values
const seconds = Number(values.seconds ?? (short ? 1 : 4))
const rounds = Number(values.rounds ?? (short ? 1 : 3))
const clients = 16
const calmPerSecond = 250

const isWanted = (operation: string) => positionals.length === 0 || positionals.includes(operation)
const say = (line: string) => process.stderr.write(`${line}\n`)
const print = (text: string) => process.stdout.write(`${text}\n`)

async function compareAll(setting: OpenSetting): Promise<Comparison[]> {
  const comparisons: Comparison[] = []
  for (const operation of operations.filter(isWanted)) {
    say(`  ${operation}…`)
    comparisons.push(await compare(setting, operation, { clients, rounds, seconds }))
    // Whether changes of one listener take turns.
    if (operation === 'create' && setting.locations === 1)
      comparisons.push(await compare(setting, operation, { clients: 1, rounds, seconds, only: [hubName] }))
  }
  return comparisons
}

async function measureCalm({ hub }: OpenSetting): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const operation of calmOperations.filter(isWanted)) {
    const measured: Measured[] = []
    for (let turn = 0; turn < rounds; turn++) {
      const plan = { ...planOf(hub, operation), connections: clients, seconds, rate: calmPerSecond }
      measured.push(await measure(hub.server, plan))
    }
    figures.push(...latencyFigures(operation, calmPerSecond, measured))
  }
  return figures
}

async function measureSetting(cluster: Cluster, locations: number): Promise<void> {
  const { place } = cluster
  say(`${locations} location(s), preparing…`)
  const orders = Number(values.orders)
  const setting = await openSetting(cluster, { locations, orders, withPrism: values.prism })
  try {
    const measured = await compareAll(setting)
    comparisons.push(...measured)
    print(`\nCluster ${placeName[place]}, ${locations} location(s) with one listener each:\n`)
    print(table(comparisonHead, measured.flatMap(rowsOf)))
    print(`\nMemory of the hub: ${Math.round(await setting.hub.server.memoryMb())} MB`)
    if (place === 'disk' && locations === 1) calm.push(...(await measureCalm(setting)))
  } finally {
    await setting.close()
  }
}

const comparisons: Comparison[] = []
const calm: Figure[] = []
const chosenPlaces = places.filter((place) => values.place.split(',').includes(place))
const unknown = positionals.filter((name) => !operations.some((operation) => operation === name))
if (chosenPlaces.length === 0 || unknown.length > 0) {
  say(`Which? [${operations.map((name) => `"${name}"`).join('|')}] [--place ${places.join('|')}]`)
  process.exit(1)
}
print(
  `Orders of 4 items (${Buffer.byteLength(orderOf4Items)} bytes), ${rounds} round(s) of ${seconds} s, median (min–max); µs of processor per request or transaction.`,
)
for (const place of chosenPlaces) {
  say(`Cluster ${placeName[place]}…`)
  const cluster = await startCluster(place)
  try {
    for (const locations of values.locations.split(',').map(Number)) await measureSetting(cluster, locations)
  } finally {
    await cluster.stop()
  }
}
if (calm.length > 0) print(report('Latency of the hub, on the disk, one location', calm))
const goals = comparisonGoals(comparisons)
if (goals.length > 0) print(report('Goals', goals))
const missed = [...goals, ...calm].filter(({ isMet }) => isMet === false)
if (missed.length > 0) print(`MISSED: ${missed.map(({ what }) => what).join('; ')}`)
else print(goals.length + calm.length > 0 ? 'Every goal is met.' : 'No goal is about these.')
if (missed.length > 0) process.exitCode = 1
