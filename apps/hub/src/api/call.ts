import type { OperationId } from '@hub/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import type { Caller } from '../oauth/caller.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import { inDocumentOrder } from '../platform/document-order.ts'
import { badRequest, invalid, maxProblems, type Problem } from '../platform/errors.ts'
import { type Filters, type Page, readPage } from '../platform/http/cursor.ts'
import { sentKeys } from '../platform/json.ts'
import { read } from '../platform/reader.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { Place } from './place-store.ts'

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined
    place: Place | undefined
  }
}

/** A JSON text, or its UTF-8 bytes, to be sent as it is. */
export class Json {
  readonly text: string | Buffer
  constructor(text: string | Buffer) {
    this.text = text
  }
}

/** One call of an operation: its caller, location and input. */
export interface ApiCall {
  /**
   * The database for reads and writes. It is a transaction if the answer will be stored under an idempotency key
   * (extensions X2).
   */
  db: Db
  caller: Caller
  /** The location named by the path, or the token's for short paths. Only on operations below a location. */
  place: Place
  /** Zone of the times in this call: the location's, otherwise that of the account's first location (general §7). */
  zone: string
  nowMs: number
  params: Record<string, string>
  query: Record<string, unknown>
  /** The parsed body, unchecked. */
  body: unknown
  /** Problems found so far; {@link ApiCall.check} refuses the request if there are any. */
  problems: Problem[]
  /**
   * Reads the body by a schema and collects {@link problems}. An absent body counts as `{}`. With `strict`, unknown
   * keys are refused at every level.
   * @throws {ApiError} 400 if it is not an object
   */
  read<T>(schema: TSchema, options?: { strict?: boolean }): T
  /** Reads the part of the body at that path; `strict` as above. */
  readPart<T>(schema: TSchema, value: unknown, path: string, options?: { strict?: boolean }): T
  /** The keys of a top-level object of the body, in the order in which they were sent. */
  sentKeys(name: string, parsed: object): string[]
  /**
   * @param limit maximum number of problems in the answer, the first ones in document order; {@link maxProblems} by
   * default
   * @throws {ApiError} 422 if there are problems
   */
  check(limit?: number): void
  page(filters?: Filters): Page
  request: FastifyRequest
  reply: FastifyReply
}

/** A cursor is bound to the endpoint, the resources in its path, and the connection (contract, general §4). */
function cursorOwner(id: OperationId, { params, place, caller }: FastifyRequest): string {
  const { location_id, account_id, ...named } = params as Record<string, string>
  return [id, caller!.id, place?.id ?? '', ...Object.values(named)].join(' ')
}

export function createCall(
  parts: { db: Db; clock: Clock; secrets: Secrets },
  id: OperationId,
  request: FastifyRequest,
  reply: FastifyReply,
): ApiCall {
  const { caller, place, body, source } = request
  if (!caller) throw new Error(`${id} was reached without a caller`)
  const zone = place?.zone ?? caller.account.zone
  const problems: Problem[] = []
  const query = request.query as Record<string, unknown>
  const context = {
    problems,
    currency: caller.account.currency,
    zone,
    ...(source !== undefined ? { source } : {}),
  }
  return {
    db: parts.db,
    caller,
    get place() {
      if (!place) throw new Error(`${id} has no location`)
      return place
    },
    zone,
    nowMs: parts.clock.now(),
    params: request.params as Record<string, string>,
    query,
    body,
    problems,
    read<T>(schema: TSchema, options: { strict?: boolean } = {}): T {
      if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body))) {
        throw badRequest('The body must be a JSON object')
      }
      return read<T>(schema, body ?? {}, { ...context, ...options })
    },
    readPart: (schema, value, path, options = {}) => read(schema, value, { ...context, ...options }, path),
    sentKeys: (name, parsed) => sentKeys(source, name, parsed),
    check(limit = maxProblems) {
      if (problems.length > 0) throw invalid(inDocumentOrder(problems, body).slice(0, limit))
    },
    page: (filters = {}) => readPage(query, cursorOwner(id, request), filters, parts.secrets),
    request,
    reply,
  }
}
