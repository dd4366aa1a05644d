// The largest legal body of each operation and the worst-shaped ones that are refused: how long they hold the event loop.

import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Operation, type OperationId, operations } from '@hub/contract'
import { prepare } from './lib/fixture.ts'
import { generate } from './lib/generate.ts'
import { type BodyCase, type BodyTargets, bodyCases, sameBodyAs, withoutJson } from './lib/legal-bodies.ts'
import { median, percentile, round, table } from './lib/statistics.ts'
import { readLoopHold, startHub } from './lib/subject.ts'
import { worstBodies } from './lib/worst-bodies.ts'

const { values } = parseArgs({
  options: {
    /** Of each measurement. */
    seconds: { type: 'string', default: '4' },
    /** Requests over which memory must stay flat. */
    requests: { type: 'string', default: '1000' },
    /** Beginning of the names of operations. */
    only: { type: 'string', default: '' },
    /** Each request with its status and the hold that it caused. */
    verbose: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
const goals = { holdMs: 50, healthMs: 100, growth: 1.25 }
const probesPerSecond = 100

const known = new Set<string>([...bodyCases.map(({ id }) => id), ...Object.keys(sameBodyAs), ...withoutJson])
const withBody = (Object.entries(operations) as [OperationId, Operation][]).filter(
  ([, { methods, bodiless }]) =>
    !bodiless && methods.some((method) => method !== 'GET' && method !== 'DELETE'),
)
const missing = withBody.map(([id]) => id).filter((id) => !known.has(id) && id !== 'customers.anonymise')
if (missing.length > 0) throw new Error(`no body for ${missing.join(', ')}`)

const folder = await mkdtemp(join(tmpdir(), 'hub-bodies-'))
const url = process.env.TEST_DATABASE_URL!
process.stderr.write('Preparing…\n')
const fixture = await prepare({ url })
const server = await startHub(fixture, { DATA_DIR: folder, DATABASE_URL: url }, { watched: true })
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

interface Answer {
  status: number
  text: string
}

function send(
  one: Pick<BodyCase, 'method' | 'byOffice' | 'type'>,
  path: string,
  body: Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': one.type ?? 'application/json',
      'content-length': body.length,
      'x-access-token': one.byOffice ? fixture.office : fixture.webshop,
      origin: server.origin,
    }
    const call = request(server.origin + path, { method: one.method, headers, agent }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      )
    })
    call.on('error', reject)
    call.end(body)
  })
}

async function make(
  path: string,
  body: object,
  byOffice = false,
): Promise<{ id: string; items?: { id: string }[] }> {
  const { status, text } = await send({ method: 'POST', byOffice }, path, Buffer.from(JSON.stringify(body)))
  if (status !== 200) throw new Error(`${path}: ${status} ${text.slice(0, 500)}`)
  return JSON.parse(text)
}

async function prepareTargets(): Promise<BodyTargets> {
  const orders = '/v1/location/orders'
  const item = { product_name: 'Margherita', price: '12.50 EUR', quantity: '1' }
  const order = await make(orders, { status: 'new', items: Array(500).fill(item) })
  const delivered = await make(orders, { status: 'new', service_type: 'delivery' })
  const undelivered = await make(orders, { status: 'new', service_type: 'delivery' })
  await make(`${orders}/${delivered.id}/delivery`, { status: 'pending', carrier: 'Vélo' })
  const list = `/v1/customer_lists/${fixture.customerListId}`
  const customer = await make(`${list}/customers`, { first_name: 'Inès' })
  const card = await make(`${list}/loyalty_cards`, { customer_id: customer.id, name: 'Carte' })
  const catalog = await make('/v1/account/catalogs', { name: 'Grande carte' }, true)
  return {
    ...fixture,
    orderId: order.id,
    itemIds: (order.items ?? []).map(({ id }) => id),
    deliveredId: delivered.id,
    undeliveredId: undelivered.id,
    customerId: customer.id,
    cardId: card.id,
    largeCatalogId: catalog.id,
  }
}

interface Measured {
  bytes: number
  /** By request. */
  times: number[]
  /** The longest hold, of the processor and by the clock. */
  workMs: number
  longestMs: number
  /** What caused it. */
  shape: string
  healthMs: number
  statuses: Set<number>
}

let turn = 0
/** Sends bodies, each at least once, while `/healthz` is asked from another process. */
async function measure(one: BodyCase, bodies: (() => { shape: string; body: Buffer })[]): Promise<Measured> {
  const measured: Measured = {
    bytes: 0,
    times: [],
    workMs: 0,
    longestMs: 0,
    shape: '',
    healthMs: 0,
    statuses: new Set(),
  }
  let isProbing = true
  const probing = generate({
    origin: server.origin,
    token: '',
    method: 'GET',
    paths: ['/healthz'],
    expected: '"ok"',
    connections: 4,
    seconds,
    rate: probesPerSecond,
  }).finally(() => {
    isProbing = false
  })
  for (let index = 0; isProbing || index < bodies.length; index++) {
    const { shape, body } = bodies[index % bodies.length]!()
    await readLoopHold(server)
    const startedMs = performance.now()
    const { status, text } = await send(one, one.path(targets), body)
    const tookMs = performance.now() - startedMs
    const { loopMs, workMs } = await readLoopHold(server)
    measured.times.push(tookMs)
    measured.statuses.add(status)
    measured.bytes = Math.max(measured.bytes, body.length)
    measured.longestMs = Math.max(measured.longestMs, loopMs)
    if (workMs > measured.workMs) Object.assign(measured, { workMs, shape })
    if (values.verbose)
      process.stderr.write(
        `${one.id} ${shape} ${body.length} B: ${status} in ${round(tookMs)} ms, held ${round(workMs)} (${round(loopMs)}) ms${status === 200 ? '' : ` ${text.slice(0, 160)}`}\n`,
      )
  }
  measured.healthMs = (await probing).p99Ms
  return measured
}

const size = (bytes: number) =>
  bytes < 1e6 ? `${round(bytes / 1024, 0)} kB` : `${round(bytes / 1024 / 1024, 1)} MB`
const verdict = ({ workMs, healthMs }: Measured) =>
  workMs <= goals.holdMs && healthMs <= goals.healthMs ? 'met' : 'MISSED'

const targets = await prepareTargets()
try {
  const cases = bodyCases.filter(({ id }) => id.startsWith(values.only))
  const rows: (string | number)[][] = []
  const add = (name: string, what: string, measured: Measured) => {
    rows.push([
      name,
      what,
      size(measured.bytes),
      [...measured.statuses].join(', '),
      round(median(measured.times), 1),
      round(measured.workMs, 1),
      round(measured.longestMs, 1),
      what === 'largest' ? '' : measured.shape,
      round(measured.healthMs, 1),
      verdict(measured),
    ])
    process.stderr.write(`${rows.at(-1)!.join(' | ')}\n`)
  }
  const small: BodyCase = {
    id: 'callback.get' as OperationId,
    method: 'GET',
    path: () => '/v1/callback',
    maxBytes: 0,
    legal: () => '',
  }
  add('nothing', 'largest', await measure(small, [() => ({ shape: '', body: Buffer.alloc(0) })]))
  const every: [BodyCase, () => { shape: string; body: Buffer }][] = []
  for (const one of cases) {
    const legal = () => ({ shape: 'largest', body: Buffer.from(one.legal(targets, ++turn)) })
    const refused = one.refused && { shape: 'refused late', body: Buffer.from(one.refused(targets)) }
    const worst = [
      ...worstBodies(one.maxBytes, one.legal(targets, turn), one.isArray ?? false),
      ...(refused ? [refused] : []),
    ].map((body) => () => body)
    add(one.id, 'largest', await measure(one, [legal]))
    add(one.id, 'worst', await measure(one, worst))
    for (const body of [legal, ...worst]) every.push([one, body])
  }
  process.stdout.write(
    `\nBodies, ${seconds} s each; goals: the loop is held ${goals.holdMs} ms at most, /healthz p99 is ${goals.healthMs} ms at most:\n\n${table(
      [
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
      ],
      rows,
    )}\n`,
  )
  const memory: number[] = []
  for (let sent = 0; sent < Number(values.requests); sent++) {
    const [one, body] = every[sent % every.length]!
    await send(one, one.path(targets), body().body)
    if (sent % 10 === 0) memory.push(await server.memoryMb())
  }
  const third = Math.floor(memory.length / 3)
  const [early, late] = [memory.slice(0, third), memory.slice(-third)].map((part) => median(part)) as [
    number,
    number,
  ]
  if (memory.length > 0)
    process.stdout.write(
      `\nMemory over ${values.requests} of them: ${round(early, 0)} MB in the first third, ${round(late, 0)} MB in the last, at most ${round(percentile(memory, 1), 0)} MB: ${late <= early * goals.growth ? 'flat' : 'GROWING'}\n`,
    )
} finally {
  agent.destroy()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
