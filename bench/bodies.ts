// The largest legal body of each operation and the worst-shaped ones that are refused: how long they hold the event loop.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openCallers } from './lib/bodies/callers.ts'
import type { Body, BodyCase, LazyBody } from './lib/bodies/case.ts'
import { managerCases, managerReads } from './lib/bodies/manager.ts'
import { type Bench, type Measured, measure, send } from './lib/bodies/measure.ts'
import { publicCases, publicReads } from './lib/bodies/public.ts'
import { prepareTargets } from './lib/bodies/targets.ts'
import { worstJson } from './lib/bodies/worst.ts'
import { prepare } from './lib/fixture.ts'
import { median, percentile, round, table } from './lib/statistics.ts'
import { startHub } from './lib/subject.ts'

const { values } = parseArgs({
  options: {
    /** Of each measurement. */
    seconds: { type: 'string', default: '2' },
    /** Requests over which memory must stay flat. */
    requests: { type: 'string', default: '1000' },
    /** Beginnings of the names of operations, with commas between. */
    only: { type: 'string', default: '' },
    /** Each request with its status and the hold that it caused. */
    verbose: { type: 'boolean', default: false },
  },
})
const goals = { holdMs: 50, healthMs: 100, growth: 1.25 }
const isWanted = ({ id }: BodyCase) => values.only.split(',').some((start) => id.startsWith(start))
const say = (line: string) => process.stderr.write(`${line}\n`)

let turn = 0
const made = ({ shape, make }: LazyBody): Body => ({ shape, bytes: Buffer.from(make()) })

function bodiesOf(one: BodyCase, { targets }: Bench) {
  const text = (index: number) => String(one.largest(targets, index))
  const largest = () => made({ shape: 'largest', make: () => one.largest(targets, ++turn) })
  const { refusedLate } = one
  const worst = [
    ...(one.worst?.(one.maxBytes) ?? worstJson(one.maxBytes, () => text(turn), one.isArray ?? false)),
    ...(refusedLate ? [{ shape: 'refused late', make: () => refusedLate(targets) }] : []),
  ]
  return { largest, worst: worst.map((body) => () => made(body)) }
}

const size = (bytes: number) =>
  bytes < 1e6 ? `${round(bytes / 1024, 0)} kB` : `${round(bytes / 1024 / 1024, 1)} MB`
const isMet = ({ workMs, healthMs }: Measured) => workMs <= goals.holdMs && healthMs <= goals.healthMs
const head = [
  'operation',
  'body',
  'size',
  'status',
  'p50 ms',
  'longest hold, ms of processor',
  'by the clock',
  'caused by',
  '/healthz p99 ms',
  '',
]

/** Measures everything that is wanted, and tells what missed the goals. */
async function measureAll(bench: Bench): Promise<string[]> {
  const rows: (string | number)[][] = []
  const missed: string[] = []
  const add = async (one: BodyCase, what: string, bodies: readonly (() => Body)[]) => {
    if (bodies.length === 0) return
    const measured = await measure(bench, one, bodies)
    if (!isMet(measured)) missed.push(`${one.id} (${what})`)
    const row = [
      one.id,
      what,
      size(measured.bytes),
      [...measured.statuses].join(', '),
      round(median(measured.times), 1),
      round(measured.workMs, 1),
      round(measured.longestMs, 1),
      what === 'worst' ? measured.shape : '',
      round(measured.healthMs, 1),
      isMet(measured) ? 'met' : 'MISSED',
    ]
    rows.push(row)
    say(row.join(' | '))
  }
  const nothing: BodyCase = {
    id: 'nothing',
    method: 'GET',
    path: '/v1/callback',
    maxBytes: 0,
    largest: () => '',
  }
  await add(nothing, '', [bodiesOf(nothing, bench).largest])
  for (const one of [...publicReads, ...managerReads].filter(isWanted))
    await add(one, 'its answer', [bodiesOf(one, bench).largest])
  for (const one of [...publicCases, ...managerCases].filter(isWanted)) {
    const { largest, worst } = bodiesOf(one, bench)
    await add(one, 'largest', [largest])
    await add(one, 'worst', worst)
  }
  const goal = `the loop is held ${goals.holdMs} ms at most, /healthz p99 is ${goals.healthMs} ms at most`
  process.stdout.write(`\nBodies, ${bench.seconds} s each; goals: ${goal}:\n\n${table(head, rows)}\n`)
  return missed
}

/** Sends all bodies in turn and compares the memory of the first third with that of the last. */
async function checkMemory(bench: Bench, requests: number): Promise<string[]> {
  const every = [...publicCases, ...managerCases].filter(isWanted).flatMap((one) => {
    const { largest, worst } = bodiesOf(one, bench)
    return [largest, ...worst].map((body) => ({ one, body }))
  })
  const memory: number[] = []
  for (let sent = 0; sent < requests; sent++) {
    const next = every[sent % every.length]
    if (!next) break
    await send(bench, next.one, next.body())
    if (sent % 10 === 0) memory.push(await bench.server.memoryMb())
  }
  const third = Math.floor(memory.length / 3)
  if (third === 0) return []
  const [early, late] = [median(memory.slice(0, third)), median(memory.slice(-third))]
  const isFlat = late <= early * goals.growth
  process.stdout.write(
    `\nMemory over ${requests} of them: ${round(early, 0)} MB in the first third, ${round(late, 0)} MB in the last, at most ${round(percentile(memory, 1), 0)} MB: ${isFlat ? 'flat' : 'GROWING'}\n`,
  )
  return isFlat ? [] : ['memory']
}

const url = process.env.TEST_DATABASE_URL
if (url === undefined) throw new Error('TEST_DATABASE_URL is not set: npm run bench -- bodies sets it')
const folder = await mkdtemp(join(tmpdir(), 'hub-bodies-'))
say('Preparing…')
const fixture = await prepare({ url })
// States without a listener are not stored, so the till subscribes to the events with large ones.
const events = { order: ['create', 'update'], inventory: ['update', 'patch'] }
const server = await startHub(fixture, { DATA_DIR: folder, DATABASE_URL: url }, { watched: true, events })
try {
  const callers = await openCallers(server.origin, fixture, url)
  const targets = await prepareTargets(callers, fixture)
  const onRequest = values.verbose ? say : undefined
  const bench = { server, callers, targets, seconds: Number(values.seconds), onRequest }
  const missed = [...(await measureAll(bench)), ...(await checkMemory(bench, Number(values.requests)))]
  callers.close()
  process.stdout.write(missed.length === 0 ? '\nAll goals are met.\n' : `\nMISSED: ${missed.join(', ')}\n`)
  if (missed.length > 0) process.exitCode = 1
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
