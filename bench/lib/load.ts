// The load generator, in a process of its own: `node bench/lib/load.ts`, with the plan as JSON on its standard input,
// prints its figures as JSON.
// It speaks HTTP over bare sockets: Node's own client would cost more than the servers it measures.
import { connect } from 'node:net'
import { json } from 'node:stream/consumers'
import { percentile } from './statistics.ts'

export interface Target {
  path: string
  token: string
  /** Text that its answer must contain. */
  expected: string
}

export interface LoadPlan {
  origin: string
  method: string
  /** Taken in turn. */
  targets: Target[]
  /** `{turn}` in it becomes a number of six digits, another one for each request. */
  body?: string
  connections: number
  seconds: number
  /** Requests per second in all; as many as possible without it. */
  rate?: number
}

export interface LoadFigures {
  requests: number
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** Bytes of an answer's body, on average. */
  answerBytes: number
  /** Answers other than the expected 200, by status, with an example. */
  failures: Record<string, { count: number; example: string }>
}

interface Prepared {
  bytes: Buffer
  expected: Buffer
  /** Where the number of the turn is written. */
  turnAt: number
}

const turnMark = '{turn}'

function prepare(plan: LoadPlan): Prepared[] {
  const { host } = new URL(plan.origin)
  const body = Buffer.from(plan.body ?? '')
  return plan.targets.map(({ path, token, expected }) => {
    const lines = [
      `${plan.method} ${path} HTTP/1.1`,
      `host: ${host}`,
      `x-access-token: ${token}`,
      ...(plan.body === undefined
        ? []
        : ['content-type: application/json', `content-length: ${body.length}`]),
    ]
    const bytes = Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body])
    return { bytes, turnAt: bytes.indexOf(turnMark), expected: Buffer.from(expected) }
  })
}

interface Answer {
  status: number
  body: Buffer
}

const headerEnd = Buffer.from('\r\n\r\n')

/** One keep-alive connection that carries one request at a time. */
async function openConnection(origin: string) {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  let chunks: Buffer[] = []
  let received = 0
  let wanted = 0
  let bodyAt = 0
  let status = 0
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined

  function readHead() {
    const start = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
    const end = start.indexOf(headerEnd)
    if (end === -1) return
    chunks = [start]
    const head = start.toString('latin1', 0, end)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)
    if (!length) throw new Error(`an answer without content-length: ${head}`)
    status = Number(head.slice(9, 12))
    bodyAt = end + headerEnd.length
    wanted = bodyAt + Number(length[1])
  }
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    received += chunk.length
    if (wanted === 0) readHead()
    if (wanted === 0 || received < wanted) return
    const whole = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
    const answer = { status, body: whole.subarray(bodyAt, wanted) }
    chunks = []
    received = wanted = 0
    waiting?.resolve(answer)
  })
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('the server closed the connection')))
  return {
    call: (bytes: Buffer) =>
      new Promise<Answer>((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(bytes)
      }),
    close() {
      waiting = undefined
      socket.destroy()
    },
  }
}

async function run(plan: LoadPlan): Promise<LoadFigures> {
  const prepared = prepare(plan)
  const times: number[] = []
  const failures: LoadFigures['failures'] = {}
  let turn = 0
  let answerBytes = 0

  const sockets = await Promise.all(
    Array.from({ length: plan.connections }, () => openConnection(plan.origin)),
  )
  const call = async (socket: (typeof sockets)[number]) => {
    const { bytes, expected, turnAt } = prepared[turn++ % prepared.length]!
    if (turnAt !== -1) bytes.write(`${turn % 1_000_000}`.padStart(turnMark.length, '0'), turnAt)
    const startedMs = performance.now()
    const { status, body } = await socket.call(bytes)
    times.push(performance.now() - startedMs)
    answerBytes += body.length
    if (status === 200 && body.includes(expected)) return
    const failure = failures[status] ?? { count: 0, example: `${body.subarray(0, 300)}` }
    failures[status] = { ...failure, count: failure.count + 1 }
  }

  const startedMs = performance.now()
  const untilMs = startedMs + plan.seconds * 1000
  const intervalMs = plan.rate === undefined ? 0 : (1000 / plan.rate) * plan.connections
  await Promise.all(
    sockets.map(async (socket, index) => {
      let dueMs = startedMs + (intervalMs * index) / plan.connections
      while (performance.now() < untilMs) {
        if (intervalMs > 0) {
          const waitMs = dueMs - performance.now()
          if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
          dueMs += intervalMs
        }
        await call(socket)
      }
    }),
  )
  const seconds = (performance.now() - startedMs) / 1000
  for (const socket of sockets) socket.close()
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    answerBytes: Math.round(answerBytes / times.length),
    failures,
  }
}

if (import.meta.main) {
  const figures = await run((await json(process.stdin)) as LoadPlan)
  process.stdout.write(JSON.stringify(figures))
}
