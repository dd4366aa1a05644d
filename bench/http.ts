// Orders over HTTP, beside pgbench running the hub's own statements on the same server and a bare Fastify route.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { orderOf4Items, prepare } from './lib/fixture.ts'
import { pgbench, writeScripts } from './lib/pgbench.ts'
import { startPrism } from './lib/prism.ts'
import { type ServerProcess, startProcess } from './lib/process.ts'
import { median, round, spread, table } from './lib/statistics.ts'
import {
  type Measured,
  measure,
  type OperationName,
  operations,
  planOf,
  postOrders,
  type Subject,
  startHub,
} from './lib/subject.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    orders: { type: 'string', default: '2000' },
    /** Also Prism, mocking the hub's OpenAPI file. */
    prism: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)
const connections = 16
const calmPerSecond = 250

async function startSubject(url: string): Promise<Subject> {
  const fixture = await prepare({ url })
  const server = await startHub(fixture, { DATA_DIR: join(folder, 'data'), DATABASE_URL: url })
  running.push(server)
  const orderIds = await postOrders(server, fixture.webshop, Number(values.orders))
  return { fixture, server, orderIds }
}

/** What the bare server is asked: the same requests, whose answers it takes from its own request or from a file. */
async function startBare({ server, fixture, orderIds }: Subject): Promise<ServerProcess> {
  const url = `${server.origin}/v1/location/orders/${orderIds[0]}`
  const answer = await fetch(url, { headers: { 'x-access-token': fixture.webshop } })
  const file = join(folder, 'order.json')
  await writeFile(file, await answer.text())
  return startProcess('bench/lib/bare-fastify.ts', {}, { args: [file] })
}

const barePlan = (bare: ServerProcess, subject: Subject, operation: OperationName) => ({
  ...planOf({ ...subject, server: bare }, operation),
  expected: operation === 'create' ? '"W-2087"' : operation === 'patch' ? '"seller_notes"' : '"49.80 EUR"',
})

/** The same requests; its answers are the examples of the OpenAPI file. */
function prismPlan(prism: ServerProcess, subject: Subject, operation: OperationName) {
  const plan = planOf({ ...subject, server: prism }, operation)
  return { ...plan, paths: plan.paths.map((path) => path.replace('/v1', '')), expected: '"id":' }
}

const folder = await mkdtemp(join(tmpdir(), 'hub-bench-'))
const running: ServerProcess[] = []
try {
  process.stderr.write(`Preparing ${values.orders} orders…\n`)
  const url = process.env.TEST_DATABASE_URL!
  const hub = await startSubject(url)
  const bare = await startBare(hub)
  running.push(bare)
  const prism = values.prism ? await startPrism(hub.server, folder) : undefined
  if (prism) running.push(prism)
  const scripts = await writeScripts(folder, url, hub.fixture, hub.orderIds)
  const rows: (string | number)[][] = []
  for (const operation of operations) {
    if (positionals.length > 0 && !positionals.includes(operation)) continue
    process.stderr.write(`${operation}…\n`)
    const perPgbench: number[] = []
    const measured = new Map<string, Measured[]>()
    const note = (name: string, figures: Measured) =>
      measured.set(name, [...(measured.get(name) ?? []), figures])
    // A fresh cluster is slow until its WAL files are recycled: the first round warms up and is not counted.
    for (let turn = 0; turn <= rounds; turn++) {
      const tps = await pgbench(url, scripts[operation], seconds)
      const load = { connections, seconds }
      const bareFigures = await measure(bare, { ...barePlan(bare, hub, operation), ...load })
      if (turn > 0) perPgbench.push(tps)
      if (turn > 0) note('Fastify, no database', bareFigures)
      if (prism) {
        const figures = await measure(prism, { ...prismPlan(prism, hub, operation), ...load })
        if (turn > 0) note('Prism, no database', figures)
      }
      const figures = await measure(hub.server, { ...planOf(hub, operation), ...load })
      if (turn > 0) note('hub', figures)
    }
    rows.push([operation, 'pgbench', spread(perPgbench), 1, '', '', '', ''])
    for (const [name, figures] of measured) {
      const perSecond = figures.map((one) => one.perSecond)
      rows.push([
        operation,
        name,
        spread(perSecond),
        round(median(perSecond) / median(perPgbench), 3),
        round(median(figures.map((one) => one.p50Ms))),
        round(median(figures.map((one) => one.p99Ms))),
        Math.round(median(figures.map((one) => one.cpuMicros))),
        figures[0]!.answerBytes,
      ])
    }
  }
  process.stdout.write(
    `\nOrders of 4 items (${Buffer.byteLength(orderOf4Items)} bytes), ${connections} connections, ${rounds} rounds of ${seconds} s, median (min–max):\n\n`,
  )
  const head = ['operation', 'subject', 'requests/s', 'ratio to pgbench', 'p50 ms', 'p99 ms']
  process.stdout.write(`${table([...head, 'CPU µs/request', 'answer bytes'], rows)}\n\n`)

  const calm: (string | number)[][] = []
  for (const operation of operations) {
    if (operation === 'list 100' || (positionals.length > 0 && !positionals.includes(operation))) continue
    const figures: Measured[] = []
    for (let turn = 0; turn < rounds; turn++) {
      const load = { connections, seconds, rate: calmPerSecond }
      const plan = planOf(hub, operation)
      // The patches of pgbench left one document in many orders.
      if (operation === 'get') plan.expected = '"total":"49.80 EUR"'
      figures.push(await measure(hub.server, { ...plan, ...load }))
    }
    const p50 = spread(
      figures.map((one) => one.p50Ms),
      2,
    )
    const p99 = spread(
      figures.map((one) => one.p99Ms),
      2,
    )
    calm.push([operation, p50, p99])
  }
  process.stdout.write(`Latency of the hub at ${calmPerSecond} requests/s, median (min–max):\n\n`)
  process.stdout.write(`${table(['operation', 'p50 ms', 'p99 ms'], calm)}\n\n`)
  process.stdout.write(`Memory of the hub: ${Math.round(await hub.server.memoryMb())} MB\n`)
} finally {
  for (const server of running) await server.stop()
  await rm(folder, { recursive: true, force: true })
}
