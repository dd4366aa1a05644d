import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import { tooManyRequests } from '../platform/errors.ts'
import { addressKey } from '../platform/http/addresses.ts'
import type { Origins } from '../platform/http/origins.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { Throttle } from '../platform/throttle.ts'
import { type AuthenticatedClient, authenticateClient, findClient } from './clients.ts'
import { acceptAnyBody, type Fields, readCredentials, readFields } from './form.ts'
import { answerOAuthError, invalidClient } from './oauth-error.ts'
import { startPairing } from './pairing.ts'
import { revokeToken } from './revoke.ts'
import { exchangeCode } from './token.ts'

export interface OAuthParts {
  db: Db
  secrets: Secrets
  clock: Clock
  bus: Bus
  log: Logger
  throttle: Throttle
  /** Maximum calls per minute of the token and revocation endpoints, per address (contract, general §5). */
  callsPerMinute: number
  /** Security S16. */
  connectionsPerLocation: number
  origins: Origins
}

const bodyLimit = 64 * 1024
const minuteMs = 60_000

/** The endpoints with which a client gets and revokes its token: no CORS, never stored (oauth §5, §6). */
export function tokenRoutes(http: FastifyInstance, parts: OAuthParts) {
  http.register(
    async (app) => {
      acceptAnyBody(app)
      app.setErrorHandler(answerOAuthError)
      app.addHook('onRequest', async (_request, reply) => {
        reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
      })
      app.addHook('onRequest', async (request) => limitCalls(request, parts))
      app.post('/token', { bodyLimit }, async (request) => {
        const { client, fields } = await readCall(request, parts)
        return exchangeCode(parts, client, fields, request.ip)
      })
      app.post('/revoke', { bodyLimit }, async (request, reply) => {
        const { client, fields } = await readCall(request, parts)
        await revokeToken(parts, client.id, fields)
        return reply.code(200).send()
      })
      // The device only names its client. What it gets is useless until a user approves it.
      app.post('/device_authorization', { bodyLimit }, async (request) => {
        const { client, fields } = await readCall(request, parts, { nameOnly: true })
        return startPairing(parts, client, fields, { manager: parts.origins.manager(), address: request.ip })
      })
    },
    { prefix: '/oauth2/v1' },
  )
}

async function limitCalls(request: FastifyRequest, { throttle, callsPerMinute }: OAuthParts): Promise<void> {
  const waitSeconds = await throttle.take(`oauth address ${addressKey(request.ip)}`, {
    limit: callsPerMinute,
    windowMs: minuteMs,
  })
  if (waitSeconds > 0) throw tooManyRequests('Too many attempts: try again later', waitSeconds)
}

/** @param options.nameOnly the secret may be missing, but a given one must be correct */
async function readCall(
  request: FastifyRequest,
  parts: OAuthParts,
  options: { nameOnly?: boolean } = {},
): Promise<{ client: AuthenticatedClient; fields: Fields }> {
  const fields = readFields(request)
  const { id, secret } = readCredentials(request, fields)
  const named = options.nameOnly && secret === undefined ? await findClient(parts.db, id) : undefined
  const client = named
    ? { ...named, hasProof: false }
    : await authenticateClient(parts, { id, secret }, parts.clock.now())
  if (!client) throw invalidClient()
  return { client, fields }
}
