import { createTransport, jsonOf, type Method, type RequestOptions, type TransportOptions } from './http.ts'
import { eachOfPages } from './pages.ts'
import { type StreamOptions, streamEvents } from './stream.ts'
import type {
  Callback,
  CallbackEvent,
  CallbackEventSummary,
  Catalog,
  CatalogSummary,
  CatalogUpdate,
  CustomerList,
  Location,
  Order,
  OrderCreate,
  OrderFilter,
  OrderUpdate,
} from './types.ts'

export interface ClientOptions extends Omit<TransportOptions, 'origin'> {
  /** Origin of the API, without `/v1`. */
  apiOrigin: string
  token: string
}

export interface WriteOptions {
  /** 1–255 printable characters: a repeat with the same key is done once (contract, extensions X2). */
  idempotencyKey?: string
  signal?: AbortSignal
}

export interface PageOptions {
  /** Results per page, 1–100; the server's default is 100. */
  count?: number
  /** Called before each further page, for a caller who spaces heavy reads. */
  beforePage?: () => Promise<void>
}

export type HubClient = ReturnType<typeof createClient>

/**
 * The API as one connection of one location sees it. Every method throws the errors of errors.ts, and none else.
 * The iterators ask for a page when the former one is used up.
 */
export function createClient(options: ClientOptions) {
  const transport = createTransport({ ...options, origin: options.apiOrigin })

  const send = (method: Method, path: string, request: RequestOptions = {}) =>
    transport.send(method, `/v1${path}`, {
      ...request,
      headers: { ...request.headers, 'x-access-token': options.token },
    })

  async function ask<T>(method: Method, path: string, request?: RequestOptions): Promise<T> {
    return jsonOf<T>(method, `/v1${path}`, await send(method, path, request))
  }

  const write = <T>(method: Method, path: string, body: unknown, { idempotencyKey, signal }: WriteOptions) =>
    ask<T>(method, path, {
      body,
      signal,
      headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
    })

  const each = <T>(path: string, query: RequestOptions['query'], { count, beforePage }: PageOptions) =>
    eachOfPages<T>((cursor) => send('GET', path, { query: { ...query, count, cursor } }), path, beforePage)

  const all = async <T>(path: string): Promise<T[]> => Array.fromAsync(each<T>(path, {}, {}))

  return {
    getLocation: () => ask<Location>('GET', '/location'),

    getCallback: () => ask<Callback>('GET', '/callback'),
    setCallback: (callback: { url?: string | null; events: Record<string, string[]> }) =>
      ask<Callback>('POST', '/callback', { body: callback }),
    deleteCallback: () => ask<Callback>('DELETE', '/callback'),

    eachEvent: (page: PageOptions = {}) => each<CallbackEventSummary>('/callback/events', {}, page),
    getEvent: (id: string) => ask<CallbackEvent>('GET', `/callback/events/${segment(id)}`),
    deleteEvent: async (id: string) => void (await send('DELETE', `/callback/events/${segment(id)}`)),
    streamEvents: (stream: StreamOptions) => streamEvents(options, stream),

    eachOrder: (filter: OrderFilter = {}, page: PageOptions = {}) =>
      each<Order>('/location/orders', { ...filter }, page),
    getOrder: (id: string) => ask<Order>('GET', `/location/orders/${segment(id)}`),
    createOrder: (order: OrderCreate, options: WriteOptions = {}) =>
      write<Order>('POST', '/location/orders', order, options),
    updateOrder: (id: string, patch: OrderUpdate, options: WriteOptions = {}) =>
      write<Order>('PATCH', `/location/orders/${segment(id)}`, patch, options),

    listCatalogs: () => all<CatalogSummary>('/location/catalogs'),
    getCatalog: (id: string, { hideData = false } = {}) =>
      ask<Catalog>('GET', `/catalogs/${segment(id)}`, {
        query: { hide_data: hideData ? 'true' : undefined },
      }),
    replaceCatalog: (id: string, change: CatalogUpdate, options: WriteOptions = {}) =>
      write<Catalog>('PUT', `/catalogs/${segment(id)}`, change, options),

    listCustomerLists: () => all<CustomerList>('/location/customer_lists'),
  }
}

const segment = (id: string) => encodeURIComponent(id)
