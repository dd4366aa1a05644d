import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { RequestLimits } from './limits.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A file upload, which may take as long as data keeps flowing (security S3). */
    isUpload?: boolean
  }
}

const late = 'HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'

/** Ends a request whose body never completes, whether the till reads it or Node discards it. */
export function endSlowRequests(http: FastifyInstance, limits: RequestLimits): void {
  http.addHook('onRequest', async (request, reply) => {
    const { raw } = request
    if (!hasBody(raw) || raw.complete) return
    const isUpload = request.routeOptions.config.isUpload === true
    const end = () => {
      if (!reply.raw.headersSent) raw.socket.write(late)
      raw.socket.destroySoon()
    }
    watch(raw, limits, isUpload, end)
  })
}

export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

function watch(raw: IncomingMessage, limits: RequestLimits, isUpload: boolean, end: () => void): void {
  let isOver = false
  let timer = checkAfter(limits.requestMs)
  let seenBytes = raw.socket.bytesRead
  // Every request has the first period; after it an upload is checked in shorter steps.
  let stepMs = limits.requestMs
  function check(): void {
    if (isOver) return
    const bytes = raw.socket.bytesRead - seenBytes
    if (!isUpload || bytes < (limits.uploadBytesPerSecond * stepMs) / 1000) {
      end()
      return
    }
    seenBytes = raw.socket.bytesRead
    stepMs = limits.requestMs / 6
    timer = checkAfter(stepMs)
  }
  // Check after pending data was read, so that a busy till does not blame the client.
  function checkAfter(ms: number) {
    return setTimeout(() => setImmediate(check), ms)
  }
  const stop = () => {
    isOver = true
    clearTimeout(timer)
  }
  raw.once('end', stop)
  raw.once('close', stop)
}
