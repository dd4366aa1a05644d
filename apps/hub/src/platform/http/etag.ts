import { hash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyReply {
    /**
     * A short text that changes whenever the answer does. If set, the ETag is computed from it instead of the answer.
     */
    version: string | undefined
  }
}

const isText = (payload: unknown) => typeof payload === 'string' || Buffer.isBuffer(payload)

/** Contract, general §8: every JSON GET answer carries a weak ETag, and a matching `If-None-Match` is answered 304. */
export function answerWithEtag(app: FastifyInstance) {
  app.decorateReply('version', undefined)
  app.addHook('onSend', (request, reply, payload, done) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return done(null, payload)
    if (reply.statusCode !== 200 || !isText(payload)) return done(null, payload)
    // An image sets its own ETag, and may be cached for long.
    if (reply.hasHeader('etag')) return done(null, payload)
    const etag = `W/"${hash('sha1', reply.version ?? payload, 'base64url')}"`
    reply.header('etag', etag).header('cache-control', 'private, no-cache')
    if (!isAsked(request.headers['if-none-match'], etag)) return done(null, payload)
    reply.code(304).removeHeader('content-type').removeHeader('content-length')
    done(null, '')
  })
}

/** Weak comparison, because proxies that compress drop the `W/` or add it. */
function isAsked(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  return header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(etag))
}
