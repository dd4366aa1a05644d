import type { FastifyReply, FastifyRequest } from 'fastify'
import { UnparsedBody } from '../platform/http/body.ts'
import { newId } from '../platform/ids.ts'
import { maskText, maskUrl } from '../platform/masking/index.ts'
import { answerHeaders, requestHeaders } from './headers.ts'
import type { Line } from './store.ts'

/** Maximum stored length of a body, in characters; a longer body is truncated. */
export const maxBody = 16 * 1024
const maxPath = 2048
const reads = new Set(['GET', 'HEAD'])

/** PostgreSQL cannot store NUL, which a body that is not JSON may contain. */
const kept = (text: string | undefined) =>
  text === undefined || text === '' ? null : maskText(text.slice(0, maxBody)).replaceAll('\0', '')

/** The original text of the body. An unparsed body is cut in bytes, at more than is stored. */
const bodyText = ({ source, body }: FastifyRequest) =>
  body instanceof UnparsedBody ? body.start(4 * maxBody) : source?.text

/** A name from a path or a body is stored only if it could be an id (general §3). */
const idOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[a-z0-9-]{1,40}$/.test(value) ? value : null

/** The path parameter that names the created object in later requests. */
const createdAs = {
  'orders.create': 'order_id',
  'customers.create': 'customer_id',
  'customerLists.createInLocation': 'customer_list_id',
  'customerLists.createInAccount': 'customer_list_id',
  'catalogs.createInLocation': 'catalog_id',
  'catalogs.createInAccount': 'catalog_id',
} as const
const isCreation = (id: string | undefined): id is keyof typeof createdAs =>
  id !== undefined && id in createdAs

/** Builds the log line for an answered request of a known connection. */
export function lineOf(request: FastifyRequest, reply: FastifyReply, nowMs: number): Line {
  const { operation } = request.routeOptions.config
  const caller = (request.caller ?? request.refusedCaller)!
  const params = request.params as Partial<Record<string, string>>
  const answer = reads.has(request.method) ? undefined : request.answerText
  const line: Line = {
    account_id: caller.accountId,
    id: newId(12),
    created_at: new Date(nowMs - reply.elapsedTime),
    connection_id: caller.id,
    method: request.method,
    path: maskUrl(request.url).slice(0, maxPath),
    status: reply.statusCode,
    duration_ms: reply.elapsedTime,
    location_id: request.place?.id ?? caller.locationId,
    order_id: idOf(params.order_id),
    customer_list_id: idOf(params.customer_list_id),
    customer_id: idOf(params.customer_id) ?? customerOf(request.body, answer),
    catalog_id: idOf(params.catalog_id),
    request_body: kept(bodyText(request)),
    answer_body: kept(answer),
    request_headers: reads.has(request.method) ? null : requestHeaders(request),
    answer_headers: reads.has(request.method) ? null : answerHeaders(reply),
  }
  if (isCreation(operation)) {
    line[createdAs[operation]] ??= /^\{"id":"([^"]+)"/.exec(answer ?? '')?.[1] ?? null
  }
  // A customer that was not created has no id, so their data in this body could never be erased.
  if (operation === 'customers.create' && line.customer_id === null) line.request_body = null
  return line
}

/** The customer of an order, from the answer or else from the request. */
function customerOf(body: unknown, answer: string | undefined): string | null {
  const named = /"customer":\{"id":"([^"]+)"/.exec(answer ?? '')?.[1]
  if (named !== undefined) return named
  return idOf(((body ?? {}) as { customer_id?: unknown }).customer_id)
}
