import type { FastifyInstance } from 'fastify'
import { forbidden } from '../errors.ts'

const yearSeconds = 365 * 24 * 3600

/** Asks browsers that came by https to keep to it (contract, general §12). */
export function askForHttps(app: FastifyInstance) {
  app.addHook('onRequest', async (request, reply) => {
    if (request.protocol === 'https') reply.header('strict-transport-security', `max-age=${yearSeconds}`)
  })
}

/** Refuses plain HTTP, as the proxy in front tells it by `X-Forwarded-Proto` (contract, general §1). */
export function requireHttps(app: FastifyInstance) {
  app.addHook('onRequest', async (request) => {
    if (request.protocol !== 'https') throw forbidden('https is required')
  })
}
