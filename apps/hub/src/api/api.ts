import compress from '@fastify/compress'
import { type Operation, type OperationId, operations } from '@hub/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { TSchema } from 'typebox'
import type { Caller } from '../oauth/caller.ts'
import type { Gate, RefusedCaller } from '../oauth/gate.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import { ApiError, badRequest, notFound, routingError, unauthorized } from '../platform/errors.ts'
import { type BytesBody, checkBodyHeaders, takeLargeBodies } from '../platform/http/body.ts'
import { answerWithEtag } from '../platform/http/etag.ts'
import { isCleanText } from '../platform/json.ts'
import type { Secrets } from '../platform/secrets.ts'
import { checkAccess } from './access.ts'
import { Bytes, sendBytes } from './bytes.ts'
import { type ApiCall, createCall, Json } from './call.ts'
import type { CheckAnswer } from './check-answer.ts'
import { allowEveryOrigin } from './cors.ts'
import { createIdempotency, type Idempotency, keyedRequest, type Outcome } from './idempotency.ts'
import type { Places } from './places.ts'
import type { RateLimits } from './rate-limits.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: OperationId
    highLoad?: OperationOptions['highLoad']
  }
  interface FastifyRequest {
    /** The answer to a write, as it was sent. */
    answerText: string | undefined
    /** Whose token was refused, if it ever was one. */
    refusedCaller: RefusedCaller | undefined
    /** It goes on with what was counted and logged before (contract, support U2). */
    isReturn: boolean
  }
}

export type OperationHandler = (call: ApiCall) => Promise<Json | Bytes | object>

export interface OperationOptions {
  /** Schema of the 200 answer, by default that of the reference: for the tests, not for the serialiser. */
  answer?: TSchema
  /** Largest JSON body, where it is not that of most routes (security S2). */
  maxBytes?: number
  /** The body is data, not JSON: the handler gets it as a Uint8Array, or undefined when there is none. */
  bytes?: BytesBody
  /** A large JSON body is left to the handler as an `UnparsedBody`. */
  leavesLargeUnparsed?: boolean
  /** Whether a call with that query is a high-load one (contract, general §5). */
  highLoad?: (query: Record<string, unknown>) => boolean
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
  rateLimits: RateLimits
  /** Called for each admitted request; must not wait. */
  onCall?: (caller: Caller, operation: OperationId | undefined) => void
  /** Whether the request goes on with an earlier one, and is neither counted nor logged. */
  isReturn?: (caller: Caller, operation: OperationId | undefined) => boolean
  /** Called for each answered request of a known connection; must not wait. */
  onAnswer?: (request: FastifyRequest, reply: FastifyReply) => void
  /** Checks each 200 answer against its schema; see {@link CheckAnswer}. */
  checkAnswer?: CheckAnswer | undefined
}

/** The public API at `/v1`: conventions here, operations from the slices (contract, general; oauth §11). */
export function registerApi(http: FastifyInstance, parts: ApiParts, slices: (api: Api) => void) {
  return http.register(
    async (app) => {
      app.decorateRequest('caller', undefined)
      app.decorateRequest('place', undefined)
      app.decorateRequest('isReturn', false)
      app.decorateRequest('refusedCaller', undefined)
      allowEveryOrigin(app)
      answerWithEtag(app)
      noteAnswers(app, parts)
      await compressAnswers(app)
      checkBodyHeaders(app)
      takeLargeBodies(app, ({ caller }) => caller?.accountId ?? '')
      app.addHook('onRequest', async (request) => {
        if (request.method === 'OPTIONS') return
        // The order of contract general §2: the route exists, then the token.
        if (request.is404 || hasEmptyName(request)) throw routingError()
        request.caller = await admit(parts, request)
        const { operation } = request.routeOptions.config
        request.isReturn = request.method === 'GET' && parts.isReturn?.(request.caller, operation) === true
        if (request.isReturn) return
        parts.onCall?.(request.caller, operation)
        await parts.rateLimits.count(request)
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
      const idempotency = createIdempotency(parts)
      slices({
        operation: (id, options, handler) =>
          addOperation(app, { ...parts, idempotency }, id, options, handler),
      })
    },
    { prefix: '/v1' },
  )
}

/** @throws {ApiError} 401, or 429 from an address that tries many tokens */
async function admit({ gate }: ApiParts, request: FastifyRequest): Promise<Caller> {
  const admission = await gate.admit(request.headers, request.ip)
  if (admission.refusal === null) return admission.caller
  request.refusedCaller = admission.refused
  throw unauthorized(admission.refusal)
}

/** Of a large answer to a write. */
const maxNotedBytes = 64 * 1024

function noteAnswers(app: FastifyInstance, { onAnswer }: ApiParts) {
  app.decorateRequest('answerText', undefined)
  if (!onAnswer) return
  app.addHook<string | Buffer>('onSend', (request, _reply, payload, done) => {
    if (request.method !== 'GET' && typeof payload === 'string') request.answerText = payload
    // Of bytes, as much as is kept of them.
    else if (request.method !== 'GET' && Buffer.isBuffer(payload))
      request.answerText = payload.toString('utf8', 0, maxNotedBytes)
    done(null, payload)
  })
  app.addHook('onResponse', (request, reply, done) => {
    if ((request.caller ?? request.refusedCaller) && !request.isReturn) onAnswer(request, reply)
    done()
  })
}

/** Only when asked for, and never on a stream, which does not pass here. */
async function compressAnswers(app: FastifyInstance) {
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: 1024, globalDecompression: false })
}

/** Contract, general §1: a slash at the end is tolerated, repeated ones are not: nothing is named between them. */
const hasEmptyName = ({ params }: FastifyRequest) =>
  Object.values(params as Record<string, string>).includes('')

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
  parts: ApiParts & { idempotency: Idempotency },
  id: OperationId,
  options: OperationOptions,
  handler: OperationHandler,
) {
  const operation: Operation = operations[id]
  const maxBytes = options.bytes?.maxBytes ?? options.maxBytes
  const answerOf = async (db: Db, request: FastifyRequest, reply: FastifyReply) => {
    const answer = await handler(createCall({ ...parts, db }, id, request, reply))
    if (answer instanceof Bytes) return answer
    const text = answer instanceof Json ? answer.text : JSON.stringify(answer)
    parts.checkAnswer?.ofApi(id, options.answer, text)
    return text
  }
  for (const url of [operation.long, operation.short]) {
    if (url === undefined) continue
    app.route({
      method: [...operation.methods] as HTTPMethods[],
      url,
      config: {
        operation: id,
        ...(options.bytes ? { bytes: options.bytes } : {}),
        ...(options.leavesLargeUnparsed ? { leavesLargeUnparsed: true } : {}),
        ...(options.highLoad ? { highLoad: options.highLoad } : {}),
      },
      ...(maxBytes === undefined ? {} : { bodyLimit: maxBytes }),
      handler: async (request, reply) => {
        if (options.hijack)
          return hijacked(request, reply, () => handler(createCall(parts, id, request, reply)))
        const keyed = keyedRequest(request)
        const outcome = keyed
          ? await parts.idempotency.once(keyed, async (trx) => textOf(await answerOf(trx, request, reply)))
          : await completed(parts.db, answerOf(parts.db, request, reply))
        return outcome instanceof Bytes ? sendBytes(request, reply, outcome) : send(reply, outcome)
      },
    })
  }
}

async function hijacked(request: FastifyRequest, reply: FastifyReply, answer: () => Promise<unknown>) {
  if (request.method === 'HEAD') return reply.type('text/event-stream').send('')
  await answer()
  return reply
}

/** Only texts are remembered and given again. */
function textOf(answer: Json['text'] | Bytes): string {
  if (answer instanceof Bytes) throw new Error('a write answers JSON')
  return String(answer)
}

/** The answer; a refusal tells everything that it must. */
async function completed<T>(db: Db, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw error instanceof ApiError && error.complete ? await error.complete(db) : error
  }
}

function send(reply: FastifyReply, outcome: Json['text'] | Outcome) {
  reply.type('application/json; charset=utf-8')
  if (typeof outcome === 'string') return outcome
  if (Buffer.isBuffer(outcome)) {
    return outcome
  }
  if (outcome.replayed) reply.header('idempotent-replayed', 'true')
  reply.code(outcome.status)
  return outcome.text
}
