import type { FastifyInstance } from 'fastify'
import { forbidden } from '../errors.ts'

const yearSeconds = 365 * 24 * 3600

/**
 * Refuses plain HTTP, as the proxy in front tells it by `X-Forwarded-Proto`, and asks browsers to keep to https
 * (contract, general §1 and §12).
 */
export function requireHttps(app: FastifyInstance) {
  app.addHook('onRequest', async (request, reply) => {
    if (request.protocol !== 'https') throw forbidden('https is required')
    reply.header('strict-transport-security', `max-age=${yearSeconds}`)
  })
}
