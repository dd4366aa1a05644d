import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** Max bytes waiting for one screen. A slower screen is dropped, reconnects and reads everything again. */
const maximumBacklog = 1_000_000
const heartbeatMs = 20_000

/**
 * Messages of the server to the open screens. A topic is also the first word of the
 * query keys that it refreshes.
 */
export interface Live {
  /** `data` goes to every open screen as `{ topic, data }`; call it after the commit, never inside. */
  push(topic: string, data?: unknown): void
  /** Calls `listener` at each push of these topics, inside the server. Returns a function that stops it. */
  listen(topics: string[], listener: () => void): () => void
}

export function createLive(): Live & { register(http: FastifyInstance): void } {
  const screens = new Set<ServerResponse>()
  const listeners = new Set<(topic: string) => void>()
  const write = (text: string) => {
    for (const screen of screens) {
      if (screen.writableLength > maximumBacklog) screen.destroy()
      else screen.write(text)
    }
  }
  return {
    push(topic, data = null) {
      if (screens.size > 0) write(`data: ${JSON.stringify({ topic, data })}\n\n`)
      for (const listener of listeners) listener(topic)
    },
    listen(topics, listener) {
      const own = (topic: string) => topics.includes(topic) && listener()
      listeners.add(own)
      return () => listeners.delete(own)
    },
    register(http) {
      const heartbeat = setInterval(() => write(': \n\n'), heartbeatMs)
      http.addHook('preClose', async () => {
        clearInterval(heartbeat)
        for (const screen of screens) screen.end()
      })
      http.get('/api/live', (_request, reply) => {
        reply.hijack()
        const screen = reply.raw
        screen.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
        screen.write('retry: 1000\n\n')
        screens.add(screen)
        screen.on('close', () => screens.delete(screen))
      })
    },
  }
}
