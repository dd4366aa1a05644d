import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import { tooManyRequests } from '../platform/errors.ts'
import { askForHttps, requireHttps } from '../platform/http/https.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { Throttle } from '../platform/throttle.ts'
import { authenticateClient } from './clients.ts'
import { acceptAnyBody, type Fields, readCredentials, readFields } from './form.ts'
import { answerOAuthError, invalidClient } from './oauth-error.ts'
import { revokeToken } from './revoke.ts'
import { exchangeCode } from './token.ts'

export interface OAuthParts {
  db: Db
  secrets: Secrets
  clock: Clock
  bus: Bus
  log: Logger
  throttle: Throttle
  /** Calls of the token and revocation endpoints that an address may make per minute (contract, general §5). */
  callsPerMinute: number
  httpsOnly?: boolean
}

const bodyLimit = 64 * 1024
const minuteMs = 60_000

/** The endpoints by which a client gets and gives back its token: no CORS, never stored (oauth §5, §6). */
export function tokenRoutes(http: FastifyInstance, parts: OAuthParts) {
  http.register(
    async (app) => {
      acceptAnyBody(app)
      app.setErrorHandler(answerOAuthError)
      askForHttps(app)
      if (parts.httpsOnly) requireHttps(app)
      app.addHook('onRequest', async (_request, reply) => {
        reply.headers({
          'cache-control': 'no-store',
          pragma: 'no-cache',
          'x-content-type-options': 'nosniff',
        })
      })
      app.addHook('onRequest', async (request) => limitCalls(request, parts))
      app.post('/token', { bodyLimit }, async (request) => {
        const { clientId, fields } = await readCall(request, parts)
        return exchangeCode(parts, clientId, fields)
      })
      app.post('/revoke', { bodyLimit }, async (request, reply) => {
        const { clientId, fields } = await readCall(request, parts)
        await revokeToken(parts, clientId, fields)
        return reply.code(200).send()
      })
    },
    { prefix: '/oauth2/v1' },
  )
}

async function limitCalls(request: FastifyRequest, { throttle, callsPerMinute }: OAuthParts): Promise<void> {
  const waitSeconds = await throttle.take(`oauth address ${request.ip}`, {
    limit: callsPerMinute,
    windowMs: minuteMs,
  })
  if (waitSeconds > 0) throw tooManyRequests('Too many attempts: try again later', waitSeconds)
}

async function readCall(
  request: FastifyRequest,
  parts: OAuthParts,
): Promise<{ clientId: string; fields: Fields }> {
  const fields = readFields(request)
  const client = await authenticateClient(parts, readCredentials(request, fields), parts.clock.now())
  if (!client) throw invalidClient()
  return { clientId: client.id, fields }
}
