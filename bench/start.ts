// How long the hub takes until it answers, and its memory at rest and under load, beside a bare Fastify. The hub is the
// bundle that `npm start` runs; its data is on the disk (`TMPDIR`).
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { benchSecret, type Fixture, orderOf4Items, prepare } from './lib/fixture.ts'
import { generate } from './lib/generate.ts'
import { type ServerProcess, startProcess } from './lib/process.ts'
import { type FamilyMemory, familyMemory, familyUsage } from './lib/processes.ts'
import { type Figure, report } from './lib/report.ts'
import { median, round, spread, table } from './lib/statistics.ts'
import { planOf, postOrders, startHub } from './lib/subject.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    /** Seconds from the first answer until memory is read. */
    rest: { type: 'string', default: '15' },
    /** Of load, on each database. */
    minutes: { type: 'string', default: '0' },
  },
})
const requestsPerSecond = 200

interface Subject {
  name: string
  goals?: { ratio?: number; seconds?: number; mb?: number }
  start: () => Promise<ServerProcess>
}

interface Start {
  readyMs: number
  /** Of all processes until the first answer, in the kernel and outside. */
  cpuMs: number
  memory: FamilyMemory
}

const folder = await mkdtemp(join(tmpdir(), 'hub-start-'))
const url = process.env.TEST_DATABASE_URL!
const bundle = 'dist/hub/main.mjs'
const hub = (environment: Record<string, string>) =>
  startProcess(bundle, { HUB_PORT: '0', HUB_SECRET: benchSecret, DEMO: '0', ...environment })
const onPostgres = { DATABASE_URL: url, DATA_DIR: join(folder, 'running') }
const onOwn = { DATABASE_URL: '', DATA_DIR: join(folder, 'own') }
const bareName = 'Fastify, no database'
let firstStarts = 0
const subjects: Subject[] = [
  { name: bareName, start: () => startProcess('bench/lib/bare-fastify.ts', {}) },
  { name: 'hub, PostgreSQL running', goals: { ratio: 1.5, mb: 120 }, start: () => hub(onPostgres) },
  { name: 'hub with its own PostgreSQL', goals: { ratio: 2.5, mb: 160 }, start: () => hub(onOwn) },
  {
    name: 'hub with its own PostgreSQL, first start',
    goals: { seconds: 3 },
    start: () => hub({ DATABASE_URL: '', DATA_DIR: join(folder, `first-${firstStarts++}`) }),
  },
]

async function measureStart({ start }: Subject): Promise<Start> {
  const startedMs = performance.now()
  const server = await start()
  const readyMs = performance.now() - startedMs
  const pid = server.child.pid!
  const { cpuSeconds } = await familyUsage(pid)
  await pause(Number(values.rest) * 1000)
  const memory = await familyMemory(pid)
  await server.stop()
  return { readyMs, cpuMs: cpuSeconds * 1000, memory }
}

const wholeMb = ({ memory: { ownMb, postgresMb, restMb } }: Start) => ownMb + postgresMb + restMb

function goalsOf(
  { name, goals = {} }: Subject,
  starts: readonly Start[],
  bareMs: readonly number[],
): Figure[] {
  const atMost = (what: string, measured: readonly number[], goal: number | undefined, digits: number) =>
    goal === undefined
      ? []
      : [
          {
            what: `${name}: ${what}`,
            measured: spread(measured, digits),
            goal: `≤ ${goal}`,
            isMet: median(measured) <= goal,
          },
        ]
  const ratios = starts.map(({ readyMs }, index) => readyMs / (bareMs[index] ?? Number.NaN))
  return [
    ...atMost('ready / Fastify', ratios, goals.ratio, 2),
    ...atMost(
      'ready, s',
      starts.map(({ readyMs }) => readyMs / 1000),
      goals.seconds,
      2,
    ),
    ...atMost('memory of all processes at rest, MB', starts.map(wholeMb), goals.mb, 0),
  ]
}

function rowOf({ name }: Subject, starts: readonly Start[]): (string | number)[] {
  const of = (pick: (start: Start) => number) => starts.map(pick)
  return [
    name,
    spread(of(({ readyMs }) => readyMs)),
    spread(of(({ cpuMs }) => cpuMs)),
    spread(of(wholeMb)),
    round(median(of(({ memory }) => memory.ownMb)), 0),
    round(median(of(({ memory }) => memory.restMb)), 1),
    round(median(of(({ memory }) => memory.postgresMb)), 0),
    median(of(({ memory }) => memory.postgresProcesses)),
  ]
}

const head = [
  'subject',
  'ready ms',
  'processor ms',
  'memory MB',
  'of it the server',
  'supervisor',
  'PostgreSQL',
  'its processes',
]

/** Memory at the end of each part of some minutes of orders and readings. */
async function memoryUnderLoad(fixture: Fixture, environment: Record<string, string>): Promise<number[]> {
  const server = await startHub(fixture, environment, { entry: bundle })
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
  // The first start after a build compiles, and writes what comes of it.
  for (const subject of subjects.slice(0, 3)) await (await subject.start()).stop()
  const starts = new Map(subjects.map((subject) => [subject, [] as Start[]]))
  for (let count = 0; count < Number(values.rounds); count++)
    for (const subject of subjects) starts.get(subject)?.push(await measureStart(subject))
  const bareMs = (starts.get(subjects[0]!) ?? []).map(({ readyMs }) => readyMs)
  process.stdout.write(
    `\nFrom the start of the process to its first answer, and memory ${values.rest} s later (PSS); ${values.rounds} rounds, median (min–max):\n\n${table(
      head,
      [...starts].map(([subject, its]) => rowOf(subject, its)),
    )}\n`,
  )
  const goals = [...starts].flatMap(([subject, its]) => goalsOf(subject, its, bareMs))
  process.stdout.write(report('Goals', goals))
  if (Number(values.minutes) > 0) {
    process.stdout.write(
      `\nMemory during ${values.minutes} minutes of ${requestsPerSecond} orders (${Buffer.byteLength(orderOf4Items)} bytes) or readings a second, MB:\n`,
    )
    for (const [index, [name, environment]] of [
      ['hub, PostgreSQL running', onPostgres] as const,
      ['hub and its own PostgreSQL', onOwn] as const,
    ].entries()) {
      const memory = await memoryUnderLoad(fixtures[index as 0 | 1], environment)
      process.stdout.write(`- ${name}: ${memory.join(', ')}\n`)
    }
  }
  if (goals.some(({ isMet }) => !isMet)) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
