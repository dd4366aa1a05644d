import type { FastifyInstance } from 'fastify'

const methods = 'GET, POST, PUT, PATCH, DELETE, OPTIONS'
const accepted =
  'X-Access-Token, Authorization, Content-Type, X-Http-Method-Override, If-None-Match, Idempotency-Key, Last-Event-ID'
const exposed = 'X-Cursor-Next, Retry-After, ETag, X-Request-Id, Link, Idempotent-Replayed'

const anyOrigin = { 'access-control-allow-origin': '*', 'access-control-expose-headers': exposed }

/** Allows any origin on every answer, errors included. Preflights need no token (contract, general §11). */
export function allowEveryOrigin(app: FastifyInstance) {
  // Covers errors that occur before the API's hooks run.
  app.setErrorHandler((error, _request, reply) => {
    reply.headers(anyOrigin)
    throw error
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(anyOrigin)
    // Errors too: without this header, a proxy may cache a 404.
    if (request.method === 'GET' || request.method === 'HEAD') {
      reply.header('cache-control', 'private, no-cache')
    }
    done()
  })
  app.options('/*', async (_request, reply) =>
    reply
      .code(204)
      .headers({
        'access-control-allow-methods': methods,
        'access-control-allow-headers': accepted,
        'access-control-max-age': '7200',
      })
      .send(),
  )
}
