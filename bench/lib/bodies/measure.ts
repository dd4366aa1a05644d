import { generate } from '../generate.ts'
import type { ServerProcess } from '../process.ts'
import { round } from '../statistics.ts'
import { readLoopHold } from '../subject.ts'
import type { Callers } from './callers.ts'
import { type Body, type BodyCase, type BodyTargets, pathOf } from './case.ts'

const probesPerSecond = 100

export interface Measured {
  bytes: number
  /** By request. */
  times: number[]
  /** The longest hold of the event loop, of the processor and by the clock. */
  workMs: number
  longestMs: number
  /** The shape that caused it. */
  shape: string
  /** p99 of `/healthz` meanwhile. */
  healthMs: number
  statuses: Set<number>
}

export interface Bench {
  server: ServerProcess
  callers: Callers
  targets: BodyTargets
  /** Of each measurement, at least. */
  seconds: number
  /** Told of each request. */
  onRequest?: ((line: string) => void) | undefined
}

export function send(
  { callers, targets }: Pick<Bench, 'callers' | 'targets'>,
  one: BodyCase,
  { bytes }: Body,
) {
  const { method, caller = 'webshop', type, isKeyed, isChunked } = one
  const body = bytes.length > 0 ? { body: bytes } : {}
  return callers.send(caller, { method, path: pathOf(one, targets), type, isKeyed, isChunked, ...body })
}

/** Sends bodies in turn, each at least once, while another process asks `/healthz`. */
export async function measure(
  bench: Bench,
  one: BodyCase,
  bodies: readonly (() => Body)[],
): Promise<Measured> {
  const { server, seconds, onRequest } = bench
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
    method: 'GET',
    targets: [{ path: '/healthz', token: '', expected: '"ok"' }],
    connections: 4,
    seconds,
    rate: probesPerSecond,
  }).finally(() => {
    isProbing = false
  })
  for (let index = 0; isProbing || index < bodies.length; index++) {
    const body = bodies[index % bodies.length]?.()
    if (!body) break
    await readLoopHold(server)
    const startedMs = performance.now()
    const { status, text } = await send(bench, one, body)
    const tookMs = performance.now() - startedMs
    const { loopMs, workMs } = await readLoopHold(server)
    measured.times.push(tookMs)
    measured.statuses.add(status)
    measured.bytes = Math.max(measured.bytes, body.bytes.length)
    measured.longestMs = Math.max(measured.longestMs, loopMs)
    if (workMs > measured.workMs) Object.assign(measured, { workMs, shape: body.shape })
    const refusal = status === 200 ? '' : ` ${text.slice(0, 160)}`
    onRequest?.(
      `${one.id} ${body.shape} ${body.bytes.length} B: ${status} in ${round(tookMs)} ms, held ${round(workMs)} (${round(loopMs)}) ms${refusal}`,
    )
  }
  measured.healthMs = (await probing).p99Ms
  return measured
}
