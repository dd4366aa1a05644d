// 5,000 live streams on one process: memory, how soon one and all are told, how long the event loop is held.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { orderOf4Items, prepare } from './lib/fixture.ts'
import { atMost, conclude, type Figure, latency, report } from './lib/report.ts'
import { round, spread } from './lib/statistics.ts'
import { type OpenStream, openStream } from './lib/stream-client.ts'
import { postOrders, readLoopHold, startHub } from './lib/subject.ts'

const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '5000' },
    orders: { type: 'string', default: '10' },
    changes: { type: 'string', default: '500' },
  },
})
/** As many as one connection may have (contract, extensions X1). */
const streamsPerConnection = 4
const openedAtOnce = 50
const connections = Math.ceil(Number(values.streams) / streamsPerConnection)

const folder = await mkdtemp(join(tmpdir(), 'hub-streams-'))
process.stderr.write(`Preparing ${connections} connections…\n`)
const fixture = await prepare({ dataDir: folder }, { listeners: connections })
const server = await startHub(fixture, { DATA_DIR: folder, DATABASE_URL: '' }, { watched: true })
const streams: OpenStream[] = []

async function until(isDone: () => boolean, what: string) {
  const deadlineMs = performance.now() + 60_000
  while (!isDone()) {
    if (performance.now() > deadlineMs) throw new Error(`${what} took more than a minute`)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

try {
  const events = JSON.stringify({ events: { order: ['create'] } })
  for (let start = 0; start < connections; start += openedAtOnce) {
    const tokens = fixture.listeners.slice(start, start + openedAtOnce)
    await Promise.all(
      tokens.map(async (token) => {
        const answer = await fetch(`${server.origin}/v1/callback`, {
          method: 'POST',
          headers: { 'x-access-token': token, 'content-type': 'application/json' },
          body: events,
        })
        if (answer.status !== 200) throw new Error(`POST /callback: ${answer.status} ${await answer.text()}`)
      }),
    )
  }
  const [warmUp] = await postOrders(server, fixture.webshop, 1)
  const memoryBefore = await server.memoryMb()
  const tokens = fixture.listeners.flatMap((token) =>
    Array.from({ length: streamsPerConnection }, () => token),
  )
  for (let start = 0; start < tokens.length; start += openedAtOnce) {
    const opened = tokens.slice(start, start + openedAtOnce).map((token) => openStream(server.origin, token))
    streams.push(...(await Promise.all(opened)))
  }
  // Each stream begins with what is pending: the order of the warm-up.
  await until(() => streams.every(({ events: told }) => told >= 1), 'catching up')
  const memoryEach = (((await server.memoryMb()) - memoryBefore) * 1024) / streams.length

  const spanMs: number[] = []
  const heldMs: number[] = []
  const workedMs: number[] = []
  for (let count = 0; count < Number(values.orders); count++) {
    const before = streams.map(({ events: told }) => told)
    await readLoopHold(server)
    await postOrders(server, fixture.webshop, 1)
    await until(
      () => streams.every(({ events: told }, index) => told > before[index]!),
      'telling all streams',
    )
    const times = streams.map(({ lastAtMs }) => lastAtMs).sort((a, b) => a - b)
    spanMs.push(times.at(-1)! - times[0]!)
    const { loopMs, workMs } = await readLoopHold(server)
    heldMs.push(loopMs)
    workedMs.push(workMs)
  }

  // One stream among all: only the till of the fixture hears of changes.
  const till = await openStream(server.origin, fixture.till)
  streams.push(till)
  await until(() => till.events >= 1, 'catching up')
  const answeredMs: number[] = []
  const oneMs: number[] = []
  await readLoopHold(server)
  for (let count = 0; count < Number(values.changes); count++) {
    const told = till.events
    const body = JSON.stringify({ seller_notes: `note ${count}` })
    const headers = { 'x-access-token': fixture.webshop, 'content-type': 'application/json' }
    const path = `${server.origin}/v1/location/orders/${warmUp}`
    const startedMs = performance.now()
    const answer = await fetch(path, { method: 'PATCH', headers, body })
    if (answer.status !== 200) throw new Error(`PATCH: ${answer.status} ${await answer.text()}`)
    await answer.text()
    answeredMs.push(performance.now() - startedMs)
    await until(() => till.events > told, 'telling one stream')
    oneMs.push(till.lastAtMs - startedMs)
  }
  const meanwhile = await readLoopHold(server)
  const figures: Figure[] = [
    { what: 'memory of a stream, kB', measured: round(memoryEach, 1), goal: '≤ 30', isMet: memoryEach <= 30 },
    atMost('all streams told of an order: from the first to the last, ms', spanMs, 60),
    atMost('event loop held meanwhile, ms', heldMs, 5),
    { what: 'the same, of the processor, ms', measured: spread(workedMs, 2) },
    ...latency('one stream told of a change, from the request on', oneMs, 5),
    ...latency('the request itself', answeredMs),
    { what: 'event loop held meanwhile, at most, ms', measured: round(meanwhile.loopMs, 1) },
    { what: 'the same, of the processor, ms', measured: round(meanwhile.workMs, 1) },
  ]
  const title = `${streams.length} streams on one process with its own PostgreSQL, order of ${Buffer.byteLength(orderOf4Items)} bytes, median (min–max)`
  process.stdout.write(report(title, figures))
  conclude(figures)
} finally {
  for (const { socket } of streams)
    socket
      .removeAllListeners('error')
      .on('error', () => undefined)
      .destroy()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
