import { type Operation, type OperationId, operations } from '@hub/contract'
import { type FollowOptions, followEvents } from './follow.ts'
import {
  type Answer,
  createTransport,
  jsonOf,
  type Method,
  type RequestOptions,
  type TransportOptions,
} from './http.ts'
import type { CallOptions, OperationMethods, WriteOptions } from './methods.ts'
import { eachOfPages, type PageOptions } from './pages.ts'
import { type RetryOptions, withRetries } from './retry.ts'
import { type StreamOptions, streamEvents } from './stream.ts'
import type { CallbackEventSummary } from './types.ts'

export interface ClientOptions extends Omit<TransportOptions, 'origin'>, RetryOptions {
  /** Origin of the API, without `/v1`. */
  apiOrigin: string
  token: string
}

type Events = AsyncGenerator<CallbackEventSummary, void, undefined>

export type HubClient = OperationMethods & {
  events: {
    /** The live stream; see {@link streamEvents}. */
    stream(options: StreamOptions): Events
    /** The live stream, or polling of the list where there is none; see {@link followEvents}. */
    follow(options: FollowOptions): Events
  }
}

/**
 * The API for one connection, with a method per operation: `client.orders.get('m4q8zt')`. Methods throw the errors of
 * errors.ts. A list is an async iterator that requests each page when the previous one has been consumed.
 */
export function createClient(options: ClientOptions): HubClient {
  const transport = withRetries(createTransport({ ...options, origin: options.apiOrigin }), options)
  const send: Send = (method, path, request = {}) =>
    transport.send(method, path, {
      ...request,
      headers: { ...request.headers, 'x-access-token': options.token },
    })

  const groups: Record<string, Record<string, unknown>> = {}
  for (const [id, operation] of Object.entries(operations) as [OperationId, Operation][]) {
    const [group, name] = id.split('.') as [string, string]
    groups[group] ??= {}
    groups[group][name] = methodOf(send, id, operation)
  }
  const client = groups as unknown as HubClient
  client.events.stream = (stream) => streamEvents(options, stream)
  client.events.follow = (follow) => followEvents(client.events, follow)
  return client
}

type Send = (method: Method, path: string, request?: RequestOptions) => Promise<Answer>
type Options = CallOptions & PageOptions & WriteOptions & { contentType?: string }

/** Builds the method of an operation; its types are in methods.ts. */
function methodOf(send: Send, id: OperationId, operation: Operation): (...args: unknown[]) => unknown {
  const method = operation.methods[0]!
  const takesBody = method !== 'GET' && method !== 'DELETE' && !operation.bodiless
  return (...given) => {
    const args = [...given]
    const ids = idsIn(operation.short ?? operation.long!).map((name) => idOf(id, name, args.shift()))
    const body = takesBody ? args.shift() : undefined
    const { locationId, signal, idempotencyKey, count, beforePage, contentType, ...query } = (args[0] ??
      {}) as Options
    const path = `/v1${pathOf(operation, ids, locationId)}`
    const request: RequestOptions = { query: query as RequestOptions['query'], signal, body, headers: {} }
    if (idempotencyKey !== undefined) request.headers!['idempotency-key'] = idempotencyKey
    if (contentType !== undefined) request.headers!['content-type'] = contentType
    if (id.includes('.list'))
      return eachOfPages(
        (cursor) => send(method, path, { ...request, query: { ...request.query, count, cursor } }),
        path,
        beforePage,
      )
    return send(method, path, request).then((answer) => answer.bytes ?? jsonOf(method, path, answer))
  }
}

const idsIn = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)

/** Rejects an empty id, which would address another resource, such as the whole list. */
function idOf(id: OperationId, name: string, given: unknown): string {
  if (typeof given === 'string' && given !== '') return encodeURIComponent(given)
  throw new TypeError(`${id} needs ${name}, a string, got ${JSON.stringify(given) ?? 'nothing'}`)
}

/** The short path, or the long one if the caller gives a location. */
function pathOf({ short, long }: Operation, ids: readonly string[], locationId: string | undefined): string {
  const left = [...ids]
  if (locationId === undefined || !long?.includes(':location_id'))
    return (short ?? long!).replace(/:\w+/g, () => left.shift()!)
  return long.replace(/:(\w+)/g, (_, name: string) =>
    name === 'location_id' ? encodeURIComponent(locationId) : left.shift()!,
  )
}
