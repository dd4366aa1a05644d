import compress from '@fastify/compress'
import { type Operation, type OperationId, operations } from '@hub/contract'
import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify'
import type { TSchema } from 'typebox'
import type { Caller } from '../oauth/caller.ts'
import type { Gate } from '../oauth/gate.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import { badRequest, notFound, routingError } from '../platform/errors.ts'
import { type BytesBody, checkBodyHeaders } from '../platform/http/body.ts'
import { answerWithEtag } from '../platform/http/etag.ts'
import { requireHttps } from '../platform/http/https.ts'
import { isCleanText } from '../platform/json.ts'
import type { Secrets } from '../platform/secrets.ts'
import { checkAccess } from './access.ts'
import { Bytes, sendBytes } from './bytes.ts'
import { type ApiCall, createCall, Json } from './call.ts'
import { checkAnswer } from './check-answer.ts'
import { allowEveryOrigin } from './cors.ts'
import type { Places } from './places.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: OperationId
    answer?: TSchema
  }
}

export type OperationHandler = (call: ApiCall) => Promise<Json | Bytes | object>

export interface OperationOptions {
  /** Schema of the 200 answer: serves types, the API reference and the tests, not the serialiser. */
  answer?: TSchema
  /** The body is data, not JSON: the handler gets it as a Uint8Array, or undefined when there is none. */
  bytes?: BytesBody
  /** The handler answers by itself (a stream). */
  hijack?: boolean
}

export interface Api {
  operation(id: OperationId, options: OperationOptions, handler: OperationHandler): void
}

export interface ApiParts {
  db: Db
  gate: Gate
  places: Places
  secrets: Secrets
  clock: Clock
  /** Refuse plain HTTP (contract, general §1). */
  httpsOnly: boolean
  /** Called for each admitted request; must not wait. */
  onCall?: (caller: Caller) => void
  /** Checks each 200 answer against its schema; see {@link checkAnswer}. */
  checkAnswers?: boolean
}

/** The public API at `/v1`: conventions here, operations from the slices (contract, general; oauth §11). */
export function registerApi(http: FastifyInstance, parts: ApiParts, slices: (api: Api) => void) {
  return http.register(
    async (app) => {
      app.decorateRequest('caller', undefined)
      app.decorateRequest('place', undefined)
      allowEveryOrigin(app)
      if (parts.httpsOnly) requireHttps(app)
      answerWithEtag(app)
      await compressAnswers(app)
      checkBodyHeaders(app)
      app.addHook('onRequest', async (request) => {
        if (request.method === 'OPTIONS') return
        // The order of contract general §2: the route exists, then the token.
        if (request.is404) throw routingError()
        request.caller = await parts.gate.admit(request.headers)
        parts.onCall?.(request.caller)
      })
      app.addHook('preValidation', async (request) => {
        const { operation } = request.routeOptions.config
        if (operation === undefined) return
        checkUrl(request)
        await checkAccess(request, operations[operation], parts.places)
      })
      // Without a handler of its own the prefix would not run these hooks for what does not exist.
      app.setNotFoundHandler(() => {
        throw routingError()
      })
      slices({ operation: (id, options, handler) => addOperation(app, parts, id, options, handler) })
    },
    { prefix: '/v1' },
  )
}

/** Only when asked for, and never on a stream, which does not pass here. */
async function compressAnswers(app: FastifyInstance) {
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: 1024, globalDecompression: false })
}

/** What of the request line and the override is refused once the caller is known. */
function checkUrl(request: FastifyRequest): void {
  if (request.badOverride !== undefined) {
    throw badRequest(`X-Http-Method-Override must be PUT, PATCH or DELETE, got '${request.badOverride}'`)
  }
  const query = request.raw.url?.split('?', 2)[1]
  if (query?.includes('%') && !isPercentEncoded(query)) {
    throw badRequest('The query is not percent-encoded correctly')
  }
  // No id contains such characters, and PostgreSQL could not compare with them.
  if (!Object.values(request.params as Record<string, string>).every(isCleanText)) throw notFound()
}

function isPercentEncoded(query: string): boolean {
  try {
    decodeURIComponent(query)
    return true
  } catch {
    return false
  }
}

function addOperation(
  app: FastifyInstance,
  parts: ApiParts,
  id: OperationId,
  options: OperationOptions,
  handler: OperationHandler,
) {
  const operation: Operation = operations[id]
  for (const url of [operation.long, operation.short]) {
    if (url === undefined) continue
    app.route({
      method: [...operation.methods] as HTTPMethods[],
      url,
      config: {
        operation: id,
        ...(options.answer ? { answer: options.answer } : {}),
        ...(options.bytes ? { bytes: options.bytes } : {}),
      },
      ...(options.bytes ? { bodyLimit: options.bytes.maxBytes } : {}),
      handler: async (request, reply) => {
        if (options.hijack && request.method === 'HEAD') return reply.type('text/event-stream').send('')
        const answer = await handler(createCall(parts, id, request, reply))
        if (options.hijack) return reply
        if (answer instanceof Bytes) return sendBytes(request, reply, answer)
        reply.type('application/json; charset=utf-8')
        const text = answer instanceof Json ? answer.text : JSON.stringify(answer)
        if (parts.checkAnswers && options.answer) checkAnswer(id, options.answer, text)
        return text
      },
    })
  }
}
