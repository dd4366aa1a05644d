import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Db, messageOf } from '../db/index.ts'
import { ping } from './health-store.ts'

const patienceMs = 2000

/** Why the hub cannot serve now; undefined if it can. */
async function unreadiness(db: Db): Promise<string | undefined> {
  const { promise: tooLate, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(
    () => resolve(`the database did not answer within ${patienceMs / 1000} seconds`),
    patienceMs,
  )
  const asked = ping(db).then(
    () => undefined,
    (error: unknown) => `the database does not answer: ${messageOf(error)}`,
  )
  try {
    return await Promise.race([asked, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

export interface HealthParts {
  db: Db
  isOperator(request: FastifyRequest): boolean
}

const options = { config: { isHealthCheck: true } }

/**
 * `/healthz`: the process is alive. `/readyz`: it can serve; 503 if it cannot. The reason may name hosts and users,
 * so only the operator sees it (security S7).
 */
export function healthRoutes(http: FastifyInstance, { db, isOperator }: HealthParts) {
  http.get('/healthz', options, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { status: 'ok' }
  })
  http.get('/readyz', options, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const reason = await unreadiness(db)
    if (reason === undefined) return { status: 'ready' }
    request.log.warn({ reason }, 'not ready')
    return reply.code(503).send({ status: 'unavailable', ...(isOperator(request) ? { reason } : {}) })
  })
}
