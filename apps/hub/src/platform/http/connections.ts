import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import { addressKey } from './addresses.ts'
import { rawAnswer } from './raw-answer.ts'

/** Maximum number of open connections, live streams included (security S3). */
export interface ConnectionLimits {
  inAll: number
  /** Per address; IPv6 by /64. Trusted proxies are not counted, but the callers behind them are. */
  perAddress: number
}

/** How long a request may take to arrive (security S3). */
export interface RequestTimes {
  headersMs: number
  /** A whole request. An upload may take longer as long as its body keeps flowing. */
  wholeMs: number
  minBytesPerSecond: number
  /** How long the rest of a refused body is still received, so that its sender gets the answer. */
  lingerMs: number
  checkEveryMs: number
}

export const requestTimes: RequestTimes = {
  headersMs: 15_000,
  wholeMs: 60_000,
  minBytesPerSecond: 16 * 1024,
  lingerMs: 10_000,
  checkEveryMs: 5000,
}

const warnEveryMs = 60_000

export interface ConnectionParts {
  limits: ConnectionLimits
  isTrustedProxy(address: string | undefined): boolean
  log: Logger
}

/** Refuses connections above the limits with a 503, before reading anything from them. */
export function limitConnections(server: Server, { limits, isTrustedProxy, log }: ConnectionParts): void {
  const held = new Map<string, number>()
  let inAll = 0
  let warnedAtMs = -warnEveryMs

  function refuse(socket: Socket, key: string | undefined) {
    // Without this, a request that arrives at this instant would be executed without an answer.
    socket.pause()
    socket.end(
      rawAnswer(503, 'Too many connections are open: try again later', { 'Retry-After': '10' }),
      () => socket.destroy(),
    )
    if (performance.now() - warnedAtMs < warnEveryMs) return
    warnedAtMs = performance.now()
    log.warn({ address: key, inAll }, 'connections are refused: the limit is reached')
  }

  server.on('connection', (socket: Socket) => {
    const { remoteAddress = '' } = socket
    const key = isTrustedProxy(remoteAddress) ? undefined : addressKey(remoteAddress)
    const ofAddress = key === undefined ? 0 : (held.get(key) ?? 0)
    if (inAll >= limits.inAll || ofAddress >= limits.perAddress) return refuse(socket, key)
    inAll++
    if (key !== undefined) held.set(key, ofAddress + 1)
    socket.once('close', () => {
      inAll--
      if (key === undefined) return
      const left = (held.get(key) ?? 1) - 1
      if (left > 0) held.set(key, left)
      else held.delete(key)
    })
  })
}

interface Arriving {
  response: ServerResponse
  startedMs: number
  checkedMs: number
  /** Bytes read from the socket at the last check. */
  bytes: number
  /** It was too slow at the last check. A single slow check may be due to this process being busy. */
  isSuspect: boolean
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/**
 * Ends requests whose body arrives too slowly, and disconnects senders that go on long after their answer. Node's
 * server limits the time for headers itself.
 */
export function endSlowRequests(server: Server, times: RequestTimes): void {
  const arriving = new Map<IncomingMessage, Arriving>()

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!hasBody(request)) return
    const nowMs = performance.now()
    const { bytesRead } = request.socket
    arriving.set(request, {
      response,
      startedMs: nowMs,
      checkedMs: nowMs,
      bytes: bytesRead,
      isSuspect: false,
    })
    response.once('finish', () => {
      if (request.complete) return
      const late = setTimeout(() => {
        if (!request.complete) request.socket.destroy()
      }, times.lingerMs)
      late.unref()
      request.once('close', () => clearTimeout(late))
    })
    response.once('close', () => {
      if (request.complete) arriving.delete(request)
    })
  })

  const checks = setInterval(() => {
    const nowMs = performance.now()
    for (const [request, seen] of arriving) {
      const { bytesRead, destroyed } = request.socket
      const leastBytes = (times.minBytesPerSecond * (nowMs - seen.checkedMs)) / 1000
      const trickles = bytesRead - seen.bytes < leastBytes && nowMs - seen.startedMs > times.wholeMs
      if (request.complete || destroyed) arriving.delete(request)
      else if (trickles && seen.isSuspect) end(request, seen)
      else Object.assign(seen, { checkedMs: nowMs, bytes: bytesRead, isSuspect: trickles })
    }
  }, times.checkEveryMs)
  checks.unref()
  server.once('close', () => clearInterval(checks))

  function end(request: IncomingMessage, { response }: Arriving) {
    arriving.delete(request)
    const { socket } = request
    if (response.headersSent) return socket.destroy()
    socket.end(rawAnswer(408, 'The request took too long to arrive'), () => socket.destroy())
  }
}
