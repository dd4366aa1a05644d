import { livePath, managerOperations } from '@hub/contract/manager'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CheckAnswer } from '../api/check-answer.ts'
import { Json } from '../api/index.ts'
import { ApiError } from '../platform/errors.ts'
import { databaseRefusal } from '../platform/http/database-refusal.ts'
import { secureHeaders } from '../platform/http/security.ts'
import { maskUrl } from '../platform/masking/index.ts'
import type { CurrentUser } from '../users/index.ts'
import { type CallParts, createCall, type ManagerCall } from './call.ts'
import { notFound, Refusal, requestInvalid, tooManyAttempts, unauthenticated } from './errors.ts'
import type { AnswerOf, ManagerOperation, ManagerOperationId } from './operations.ts'
import type { Visit, Visits } from './visit.ts'

declare module 'fastify' {
  interface FastifyRequest {
    visit: Visit | undefined
  }
  interface FastifyContextConfig {
    managerOperation?: ManagerOperation
    entity?: 'accounts' | 'locations'
  }
}

/** Forms are small; catalogs and orders are not sent through this API. */
const bodyLimitBytes = 64 * 1024

export interface ManagerParts extends CallParts {
  visits: Visits
  /** For tests: checks each answer against its schema, and answers 500 if it does not match. */
  checkAnswer?: CheckAnswer | undefined
}

export interface Manager {
  operation<I extends ManagerOperationId>(
    id: I,
    handler: (call: ManagerCall<I>) => Promise<AnswerOf<I> | Json>,
  ): void
  /** The live stream ({@link livePath}), with the same rules as every operation. */
  stream(open: (call: StreamCall) => Promise<void>): void
}

/** A signed-in user's request for a stream. The handler answers it itself (`reply.hijack`), or throws. */
export interface StreamCall {
  user: CurrentUser
  visit: Visit
  reply: FastifyReply
}

/**
 * The back office's API at `/api`. The common rules (listed in `packages/contract/src/manager/index.ts`) are here,
 * the operations come from the slices.
 */
export function registerManager(
  http: FastifyInstance,
  parts: ManagerParts,
  slices: (manager: Manager) => void,
) {
  return http.register(
    async (app) => {
      app.decorateRequest('visit', undefined)
      app.setErrorHandler(answerRefusal)
      app.setNotFoundHandler(() => {
        throw notFound()
      })
      app.addHook('onRequest', async (request, reply) => {
        secureHeaders(reply)
        reply.header('cache-control', 'no-store')
        if (request.is404) return
        const visit = await parts.visits.of(request, reply)
        request.visit = visit
        if (request.method !== 'GET' && request.method !== 'HEAD') parts.visits.checkSender(request, visit)
        if (request.routeOptions.config.managerOperation?.user !== false && !visit.session)
          throw unauthenticated()
      })
      slices({
        operation: (id, handler) => addOperation(app, parts, id, handler as never),
        stream: (open) => addStream(app, open),
      })
    },
    { prefix: '/api' },
  )
}

function addOperation(
  app: FastifyInstance,
  parts: ManagerParts,
  id: ManagerOperationId,
  handler: (call: ManagerCall<ManagerOperationId>) => Promise<unknown>,
) {
  const operation: ManagerOperation = managerOperations[id]
  const pattern = /:entity\(([a-z|]+)\)/
  const entities = pattern.exec(operation.path)?.[1]?.split('|') ?? [undefined]
  for (const entity of entities as ('accounts' | 'locations' | undefined)[]) {
    const url = entity === undefined ? operation.path : operation.path.replace(pattern, entity)
    app.route({
      method: operation.method,
      url: url.slice('/api'.length),
      bodyLimit: bodyLimitBytes,
      config: { managerOperation: operation, ...(entity === undefined ? {} : { entity }) },
      handler: async (request, reply) => {
        const params = { ...(request.params as Record<string, string>), ...(entity && { entity }) }
        const call = createCall<typeof id>(parts, operation, request.visit!, params, request, reply)
        const answer = await handler(call)
        if (answer === null) return reply.code(204).send()
        const text = answer instanceof Json ? answer.text : JSON.stringify(answer)
        parts.checkAnswer?.ofManager(id, operation.answer, text)
        return reply.type('application/json; charset=utf-8').send(text)
      },
    })
  }
}

function addStream(app: FastifyInstance, open: (call: StreamCall) => Promise<void>) {
  app.route({
    method: 'GET',
    url: livePath.slice('/api'.length),
    // A HEAD request would wait until the stream ends.
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const visit = request.visit!
      if (!visit.session) throw unauthenticated()
      await open({ user: visit.session.user, visit, reply })
    },
  })
}

function answerRefusal(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const refusal = error instanceof Refusal ? error : fromPlatform(databaseRefusal(error, request) ?? error)
  if (!refusal) {
    request.log.error({ err: error, id: request.id, url: maskUrl(request.url) }, 'unexpected failure')
    return reply.code(500).send({ code: 'internal', message: 'The server failed to answer this request' })
  }
  const { retry_after: retryAfter } = refusal.answer
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  return reply.code(refusal.status).send(refusal.answer)
}

/** Converts lower-level errors: broken JSON, a wrong media type, a body too large, a malformed path. */
function fromPlatform(error: unknown): Refusal | undefined {
  if (error instanceof ApiError) return fromApi(error)
  const { statusCode, message } = error as { statusCode?: number; message: string }
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? requestInvalid(message)
    : undefined
}

function fromApi({ status, message, headers }: ApiError): Refusal {
  if (status === 404) return notFound()
  if (status === 403) return new Refusal(403, 'forbidden', message)
  if (status === 421) return new Refusal(421, 'request_invalid', message)
  const retryAfterSeconds = Number(headers['retry-after'])
  if (status === 429) return tooManyAttempts(retryAfterSeconds)
  if (status === 503) return new Refusal(503, 'internal', message, { retry_after: retryAfterSeconds })
  return requestInvalid(message)
}
