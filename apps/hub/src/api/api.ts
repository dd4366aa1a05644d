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
    /** The sent answer to a write, for the request log. */
    answerText: string | undefined
    /** The connection whose token was refused, if the token was ever valid. */
    refusedCaller: RefusedCaller | undefined
    /** True if the request continues an earlier one that was already counted and logged (contract, support U2). */
    isReturn: boolean
  }
}

export type OperationHandler<Prepared = undefined> = (
  call: ApiCall,
  prepared: Prepared,
) => Promise<Json | Bytes | object>

export interface OperationOptions<Prepared = undefined> {
  /** Schema of the 200 answer, where the API reference has none. Used by tests, not for serialisation. */
  answer?: TSchema
  /** Limit of the JSON body in bytes, if it differs from the default (security S2). */
  maxBytes?: number
  /** The body is binary data. The handler gets a Uint8Array, or undefined if there is no body. */
  bytes?: BytesBody
  /** Pass a large JSON body to the handler as an `UnparsedBody`. */
  leavesLargeUnparsed?: boolean
  /** Whether a call with that query counts as high load (contract, general §5). */
  highLoad?: (query: Record<string, unknown>) => boolean
  /** The handler writes the answer itself (a stream). */
  hijack?: boolean
  /**
   * Slow work without changes, such as a DNS lookup. Runs before the transaction of an `Idempotency-Key`, which would
   * hold one of the few database connections meanwhile. The handler gets the result.
   */
  prepare?: (call: ApiCall) => Promise<Prepared>
}

export interface Api {
  operation<Prepared = undefined>(
    id: OperationId,
    options: OperationOptions<Prepared>,
    handler: OperationHandler<Prepared>,
  ): void
}

export interface ApiParts {
  db: Db
  gate: Gate
  places: Places
  secrets: Secrets
  clock: Clock
  rateLimits: RateLimits
  /** Called for each authenticated request; must not block. */
  onCall?: (caller: Caller, operation: OperationId | undefined) => void
  /** Whether the request continues an earlier one. It is then neither counted nor logged. */
  isReturn?: (caller: Caller, operation: OperationId | undefined) => boolean
  /** Called for each answered request of a known connection; must not block. */
  onAnswer?: (request: FastifyRequest, reply: FastifyReply) => void
  /** Checks each 200 answer against its schema; see {@link CheckAnswer}. */
  checkAnswer?: CheckAnswer | undefined
}

/**
 * The public API at `/v1`. The conventions are here, the operations come from the slices (contract, general; oauth
 * §11).
 */
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
        // Order of contract general §2: first the route, then the token.
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
      // Without its own handler, these hooks would not run for unknown paths below the prefix.
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

/** @throws {ApiError} 401; 429 for an address that tries many unknown tokens */
async function admit({ gate }: ApiParts, request: FastifyRequest): Promise<Caller> {
  const admission = await gate.admit(request.headers, request.ip)
  if (admission.refusal === null) return admission.caller
  request.refusedCaller = admission.refused
  throw unauthorized(admission.refusal)
}

/** How much of a large binary answer to a write is kept. */
const maxNotedBytes = 64 * 1024

function noteAnswers(app: FastifyInstance, { onAnswer }: ApiParts) {
  app.decorateRequest('answerText', undefined)
  if (!onAnswer) return
  app.addHook<string | Buffer>('onSend', (request, _reply, payload, done) => {
    if (request.method !== 'GET' && typeof payload === 'string') request.answerText = payload
    // Of a binary answer, only the part that the log keeps.
    else if (request.method !== 'GET' && Buffer.isBuffer(payload))
      request.answerText = payload.toString('utf8', 0, maxNotedBytes)
    done(null, payload)
  })
  app.addHook('onResponse', (request, reply, done) => {
    if ((request.caller ?? request.refusedCaller) && !request.isReturn) onAnswer(request, reply)
    done()
  })
}

/** Compresses only on request. Streams are hijacked and do not pass through here. */
async function compressAnswers(app: FastifyInstance) {
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: 1024, globalDecompression: false })
}

/**
 * Contract, general §1: a trailing slash is tolerated, a repeated slash is not, because it makes an empty parameter.
 */
const hasEmptyName = ({ params }: FastifyRequest) =>
  Object.values(params as Record<string, string>).includes('')

/** Refuses bad URLs and overrides once the caller is known. */
function checkUrl(request: FastifyRequest): void {
  if (request.badOverride !== undefined) {
    throw badRequest(`X-Http-Method-Override must be PUT, PATCH or DELETE, got '${request.badOverride}'`)
  }
  const query = request.raw.url?.split('?', 2)[1]
  if (query?.includes('%') && !isPercentEncoded(query)) {
    throw badRequest('The query is not percent-encoded correctly')
  }
  // No id contains such characters, and PostgreSQL would fail on them.
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

function addOperation<Prepared>(
  app: FastifyInstance,
  parts: ApiParts & { idempotency: Idempotency },
  id: OperationId,
  options: OperationOptions<Prepared>,
  handler: OperationHandler<Prepared>,
) {
  const operation: Operation = operations[id]
  const maxBytes = options.bytes?.maxBytes ?? options.maxBytes
  const callOf = (db: Db, request: FastifyRequest, reply: FastifyReply) =>
    createCall({ ...parts, db }, id, request, reply)
  const answerOf = async (call: ApiCall, prepared: Prepared) => {
    const answer = await handler(call, prepared)
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
        const { prepare } = options
        const call = () => callOf(parts.db, request, reply)
        const prepared = async () => (await prepare?.(call())) as Prepared
        if (options.hijack) return hijacked(request, reply, async () => handler(call(), await prepared()))
        const keyed = keyedRequest(request)
        const outcome = keyed
          ? await parts.idempotency.once(
              keyed,
              async (trx, ready) => textOf(await answerOf(callOf(trx, request, reply), ready)),
              prepare && prepared,
            )
          : await completed(
              parts.db,
              prepared().then((ready) => answerOf(call(), ready)),
            )
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

/** Only text answers are stored and replayed. */
function textOf(answer: Json['text'] | Bytes): string {
  if (answer instanceof Bytes) throw new Error('a write answers JSON')
  return String(answer)
}

/** Awaits the answer. If it is an error with `complete`, that error is completed first. */
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
