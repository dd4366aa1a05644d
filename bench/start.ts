// How long the hub takes until it answers, and its memory at rest and under load, beside a bare Fastify. The hub is the
// bundle that `npm start` runs.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchSecret, type Fixture, orderOf4Items, prepare } from './lib/fixture.ts'
import { generate } from './lib/generate.ts'
import { type ServerProcess, startProcess } from './lib/process.ts'
import { median, round, spread, table } from './lib/statistics.ts'
import { planOf, postOrders, startHub } from './lib/subject.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    /** Of load, on each database. */
    minutes: { type: 'string', default: '0' },
  },
})
const restMs = 2000
const requestsPerSecond = 200

interface Subject {
  name: string
  start: () => Promise<ServerProcess>
}

const folder = await mkdtemp(join(tmpdir(), 'hub-start-'))
const url = process.env.TEST_DATABASE_URL!
const hub = (environment: Record<string, string>) =>
  startProcess('dist/hub/main.mjs', { HUB_PORT: '0', HUB_SECRET: benchSecret, DEMO: '0', ...environment })
const onPostgres = { DATABASE_URL: url, DATA_DIR: join(folder, 'running') }
const onOwn = { DATABASE_URL: '', DATA_DIR: join(folder, 'own') }
let firstStarts = 0
const subjects: Subject[] = [
  { name: 'Fastify, no database', start: () => startProcess('bench/lib/bare-fastify.ts', {}) },
  { name: 'hub, PostgreSQL running', start: () => hub(onPostgres) },
  { name: 'hub with its own PostgreSQL', start: () => hub(onOwn) },
  {
    name: 'hub with its own PostgreSQL, first start',
    start: () => hub({ DATABASE_URL: '', DATA_DIR: join(folder, `first-${firstStarts++}`) }),
  },
]

/** Memory at the end of each part of some minutes of orders and readings. */
async function memoryUnderLoad(fixture: Fixture, environment: Record<string, string>): Promise<number[]> {
  const server = await startHub(fixture, environment)
  try {
    const orderIds = await postOrders(server, fixture.webshop, 500)
    const load = { connections: 16, seconds: (Number(values.minutes) * 60) / 5 / 2, rate: requestsPerSecond }
    const memory: number[] = []
    for (let part = 0; part < 5; part++) {
      for (const operation of ['create', 'get'] as const) {
        await generate({ ...planOf({ fixture, orderIds: [orderIds], server }, operation), ...load })
      }
      memory.push(Math.round(await server.familyMemoryMb()))
    }
    return memory
  } finally {
    await server.stop()
  }
}

try {
  const fixtures = [await prepare({ url }), await prepare({ dataDir: onOwn.DATA_DIR })] as const
  const figures = new Map(subjects.map(({ name }) => [name, { readyMs: [] as number[], mb: [] as number[] }]))
  for (let count = 0; count < Number(values.rounds); count++) {
    for (const { name, start } of subjects) {
      const startedMs = performance.now()
      const server = await start()
      figures.get(name)!.readyMs.push(performance.now() - startedMs)
      await new Promise((resolve) => setTimeout(resolve, restMs))
      figures.get(name)!.mb.push(await server.familyMemoryMb())
      await server.stop()
    }
  }
  const bareMs = median(figures.get('Fastify, no database')!.readyMs)
  const rows = [...figures].map(([name, { readyMs, mb }]) => [
    name,
    spread(readyMs),
    round(median(readyMs) / bareMs),
    spread(mb),
  ])
  process.stdout.write(
    `\nFrom the start of the process to its first answer, ${values.rounds} rounds, median (min–max):\n\n${table(['subject', 'ready ms', 'ratio to Fastify', 'memory of all processes at rest, MB'], rows)}\n\n`,
  )
  if (Number(values.minutes) > 0) {
    process.stdout.write(
      `Memory during ${values.minutes} minutes of ${requestsPerSecond} orders (${Buffer.byteLength(orderOf4Items)} bytes) or readings a second, MB:\n`,
    )
    for (const [index, [name, environment]] of [
      ['hub, PostgreSQL running', onPostgres] as const,
      ['hub and its own PostgreSQL', onOwn] as const,
    ].entries()) {
      const memory = await memoryUnderLoad(fixtures[index as 0 | 1], environment)
      process.stdout.write(`- ${name}: ${memory.join(', ')}\n`)
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
