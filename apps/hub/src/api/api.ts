import { grants, type Operation, type OperationId, operations } from '@hub/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { TSchema } from 'typebox'
import type { Caller } from '../oauth/caller.ts'
import { canReach } from '../oauth/caller.ts'
import type { Gate } from '../oauth/gate.ts'
import type { Clock } from '../platform/clock.ts'
import { inDocumentOrder } from '../platform/document-order.ts'
import { badRequest, forbidden, invalid, notFound, type Problem } from '../platform/errors.ts'
import { type Filters, type Page, readPage } from '../platform/http/cursor.ts'
import { answerWithEtag } from '../platform/http/server.ts'
import { read } from '../platform/reader.ts'
import type { Secrets } from '../platform/secrets.ts'
import { checkAnswer } from './check-answer.ts'
import type { Place, Places } from './places.ts'

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined
    place: Place | undefined
  }
  interface FastifyContextConfig {
    operation?: OperationId
    answer?: TSchema
  }
}

/** A JSON text to be sent as it is. */
export class Json {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** One call of an operation: who, where, with what. */
export interface ApiCall {
  caller: Caller
  /** The location of the path, or of the token for short paths. Only on operations below a location. */
  place: Place
  /** Zone of times on this call: the place's, else that of the account's first location (general §7). */
  zone: string
  nowMs: number
  params: Record<string, string>
  query: Record<string, unknown>
  /** The parsed body, unchecked. */
  body: unknown
  /** Problems found so far; {@link ApiCall.check} refuses the request if there are any. */
  problems: Problem[]
  /** Reads the body by a schema, collecting {@link problems}. An absent body counts as `{}`. */
  read<T>(schema: TSchema): T
  /** @throws {ApiError} 422 with all problems */
  check(): void
  page(filters?: Filters): Page
  request: FastifyRequest
  reply: FastifyReply
}

export type OperationHandler = (call: ApiCall) => Promise<Json | object>

export interface OperationOptions {
  /** Schema of the 200 answer: serves types, the API reference and the tests, not the serialiser. */
  answer?: TSchema
  /** The handler answers by itself (a stream). */
  hijack?: boolean
}

export interface Api {
  operation(id: OperationId, options: OperationOptions, handler: OperationHandler): void
}

const corsMethods = 'GET, POST, PUT, PATCH, DELETE, OPTIONS'
const corsHeaders =
  'X-Access-Token, Authorization, Content-Type, X-Http-Method-Override, If-None-Match, Idempotency-Key, Last-Event-ID'
const exposedHeaders = 'X-Cursor-Next, Retry-After, ETag, X-Request-Id, Link, Idempotent-Replayed'

const wrongLevel = () => forbidden('Operation not allowed for the current scope')

export interface ApiParts {
  gate: Gate
  places: Places
  secrets: Secrets
  clock: Clock
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
      answerWithEtag(app)
      app.addHook('onRequest', async (request) => {
        if (request.method === 'OPTIONS' || request.is404) return
        request.caller = await parts.gate.admit(request.headers)
        parts.onCall?.(request.caller)
      })
      app.addHook('preValidation', async (request) => {
        const { operation } = request.routeOptions.config
        if (operation === undefined) return
        if (request.badOverride !== undefined) {
          throw badRequest(
            `X-Http-Method-Override must be PUT, PATCH or DELETE, got '${request.badOverride}'`,
          )
        }
        await checkAccess(request, operations[operation], parts.places)
      })
      slices({ operation: (id, options, handler) => addOperation(app, parts, id, options, handler) })
    },
    { prefix: '/v1' },
  )
}

function allowEveryOrigin(app: FastifyInstance) {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': exposedHeaders,
      'x-content-type-options': 'nosniff',
    })
  })
  app.options('/*', async (_request, reply) =>
    reply
      .code(204)
      .headers({
        'access-control-allow-methods': corsMethods,
        'access-control-allow-headers': corsHeaders,
        'access-control-max-age': '7200',
      })
      .send(),
  )
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error_type: 'routing_error' }))
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
      config: { operation: id, ...(options.answer ? { answer: options.answer } : {}) },
      handler: async (request, reply) => {
        const answer = await handler(createCall(parts, id, request, reply))
        if (options.hijack) return reply
        reply.type('application/json; charset=utf-8')
        const text = answer instanceof Json ? answer.text : JSON.stringify(answer)
        if (parts.checkAnswers && options.answer) checkAnswer(id, options.answer, text)
        return text
      },
    })
  }
}

function createCall(parts: ApiParts, id: OperationId, request: FastifyRequest, reply: FastifyReply): ApiCall {
  const caller = request.caller!
  const zone = request.place?.zone ?? caller.account.zone
  const problems: Problem[] = []
  const query = request.query as Record<string, unknown>
  return {
    caller,
    get place() {
      if (!request.place) throw new Error(`${id} has no location`)
      return request.place
    },
    zone,
    nowMs: parts.clock.now(),
    params: request.params as Record<string, string>,
    query,
    body: request.body,
    problems,
    read<T>(schema: TSchema): T {
      const body = request.body ?? {}
      if (typeof body !== 'object' || Array.isArray(body)) throw badRequest('The body must be a JSON object')
      const source = request.source
      const context = {
        problems,
        currency: caller.account.currency,
        zone,
        ...(source !== undefined ? { source } : {}),
      }
      return read<T>(schema, body, context)
    },
    check() {
      if (problems.length > 0) throw invalid(inDocumentOrder(problems, request.body))
    },
    page: (filters = {}) => readPage(query, `${id} ${caller.id}`, filters, parts.secrets),
    request,
    reply,
  }
}

/** Contract, general §2: level and permission (403) before reach (404); the data table is oauth §11's. */
async function checkAccess(request: FastifyRequest, operation: Operation, places: Places): Promise<void> {
  const caller = request.caller!
  const { scope } = caller
  if (operation.level === 'any') {
    if (scope.profile === null) throw forbidden('A profile scope is required')
    return
  }
  const path = request.routeOptions.url ?? ''
  if (scope.level === null) throw wrongLevel()
  if (operation.level === 'account' && scope.level !== 'account') throw wrongLevel()
  if (/^\/v1\/location(\/|$)/.test(path) && scope.level !== 'location') throw wrongLevel()
  checkPermission(caller, operation)
  const { location_id, account_id } = request.params as { location_id?: string; account_id?: string }
  if (account_id !== undefined && account_id !== caller.accountId) throw notFound()
  const isBelowLocation = location_id !== undefined || /^\/v1\/location(\/|$)/.test(path)
  if (!isBelowLocation) return
  const wanted = location_id ?? caller.locationId!
  if (caller.locationId !== null && wanted !== caller.locationId) throw notFound()
  const place = await places(caller.accountId, wanted)
  if (!place) throw notFound()
  // Contract, oauth §9: account-level tokens are refused on a suspended location, and keep the others.
  if (place.suspended) throw forbidden('The location has been suspended')
  request.place = place
}

function checkPermission({ scope }: Caller, { permission }: Operation): void {
  if (permission === 'any' || permission === 'profile') return
  if (permission === 'any.write') {
    if (scope.permissions.some(({ right }) => right === 'write')) return
    throw forbidden('A write scope is required')
  }
  const [resource, right] = permission.split('.') as [string, 'read' | 'write']
  const held =
    resource === 'catalog' || resource === 'customer_list'
      ? canReach(scope, resource, right)
      : grants(scope, resource as 'orders' | 'all_catalogs' | 'all_customer_lists', right)
  if (!held) throw forbidden(`A '${resource}' ${right} scope is required`)
}
