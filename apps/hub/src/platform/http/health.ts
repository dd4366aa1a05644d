import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Db } from '../db/index.ts'

const patienceMs = 2000

/** Why the hub cannot serve now, or undefined. */
async function unreadiness(db: Db): Promise<string | undefined> {
  const { promise: tooLate, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(
    () => resolve(`the database did not answer within ${patienceMs / 1000} seconds`),
    patienceMs,
  )
  const asked = sql`select 1`.execute(db).then(
    () => undefined,
    (error: Error) => `the database does not answer: ${error.message}`,
  )
  try {
    return await Promise.race([asked, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

/** `/healthz`: the process lives; `/readyz`: it can serve, 503 with the reason when it cannot. */
export function healthRoutes(http: FastifyInstance, db: Db) {
  http.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { status: 'ok' }
  })
  http.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    const reason = await unreadiness(db)
    if (reason === undefined) return { status: 'ready' }
    return reply.code(503).send({ status: 'unavailable', reason })
  })
}
