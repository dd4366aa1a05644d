import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CallbackEventSummary, CatalogDataInput, Order, OrderUpdate } from '@hub/client'
import {
  type CustomerInput,
  deviceGrant,
  type Image,
  type InventoryEntryInput,
  unauthorizedMessages,
} from '@hub/contract'
import { onTestFinished } from 'vitest'
import { type StubCustomer, StubCustomers } from './stub-customers.ts'
import { buildOrder, type OrderFields } from './stub-order.ts'
import type { StubPairings } from './stub-pairings.ts'

export const stubClient = { id: '123456789012.clients.stub', secret: 'a1b2c3d4' }

/** One request as the stub received it; `path` has no query. */
export interface Received {
  atMs: number
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: string
  /** The body as it came, for images. */
  bytes: Buffer
}

interface StubConnection {
  token: string
  device: string
  callback: Record<string, string[]> | null
  pending: CallbackEventSummary[]
  streams: Set<ServerResponse>
}

/**
 * What the next answers do instead; `hold` sends them once its promise has resolved. A string body is sent as
 * it is, not as JSON.
 */
export type Mishap =
  | 'cut before'
  | 'cut after'
  | { hold: Promise<unknown> }
  | { status: number; body?: unknown; headers?: Record<string, string> }

/**
 * A hub over real HTTP that follows the contract for what the till uses, and misbehaves on demand. The till
 * is our client; `place` and `change` act as another one.
 */
export async function startStubHub(options: { hasStream?: boolean } = {}) {
  const hub = new StubHub(options.hasStream ?? true)
  await hub.listen(0)
  onTestFinished(() => hub.stop())
  return hub
}

export class StubHub {
  readonly received: Received[] = []
  readonly orders = new Map<string, Order>()
  readonly catalogs = new Map<string, { name: string; data: CatalogDataInput }>([
    ['q9f4x', { name: 'Carte', data: {} }],
  ])
  /** By catalogue, oldest first. */
  readonly images = new Map<string, Image[]>()
  /** By `sku 12` or `option 30`. */
  readonly inventory = new Map<string, string>()
  readonly customers = new StubCustomers()
  /** When set, the device grant of extensions X5 is published. */
  pairings: StubPairings | null = null
  readonly codes = new Map<string, 'fresh' | 'used'>()
  location = { id: 'k7w2p-0', name: 'Lille' }
  catalog: { id: string; name: string } | null = { id: 'q9f4x', name: 'Carte' }
  customerList: { id: string; name: string } | null = { id: 'd3m8v', name: 'Clients' }
  /** When set, every `/v1` call is refused with this 401 message. */
  refusal: string | null = null
  hasStream: boolean
  /** While set, streamed events are unreadable; the list has them. */
  isGarbling = false
  /** Acts as a hub without the idempotency keys of extensions X2: each repeat is executed again. */
  forgetsKeys = false
  #connections = new Map<string, StubConnection>()
  #idempotent = new Map<string, { body: string; answer: string }>()
  /** The order of each event, as it was at that time. */
  #states = new Map<string, Order>()
  #mishaps: { matches: RegExp; mishap: Mishap; times: number }[] = []
  #server = this.#createServer()
  #port = 0
  #sequence = 0

  constructor(hasStream: boolean) {
    this.hasStream = hasStream
  }

  get origin() {
    return `http://127.0.0.1:${this.#port}`
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
    this.#port = (this.#server.address() as AddressInfo).port
  }

  /** Takes the hub down; `start` brings it back on the same port with its data. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  async start(): Promise<void> {
    this.#server = this.#createServer()
    await this.listen(this.#port)
  }

  /** A code as the page of the hub would show it. */
  issueCode(): string {
    const code = `c0de${String(++this.#sequence).padStart(28, '0')}`
    this.codes.set(code, 'fresh')
    return code
  }

  /** The next `times` requests whose `METHOD /path` matches go wrong. */
  misbehave(matches: RegExp, mishap: Mishap, times = 1): void {
    this.#mishaps.push({ matches, mishap, times })
  }

  behave(): void {
    this.#mishaps = []
  }

  /** Another application posts an order. */
  place(fields: OrderFields = {}): Order {
    const id = fields.id ?? `ord${++this.#sequence}`
    const order = buildOrder(id, fields, new Date().toISOString().replace(/\.\d+Z/, '+00:00'))
    this.orders.set(id, order)
    this.#tell('order', 'create', { order_id: id })
    return order
  }

  /**
   * Another application changes an order; `silently` is another till of ours, whose changes the hub does not
   * report.
   */
  change(id: string, change: Partial<Order>, { silently = false } = {}): void {
    this.orders.set(id, { ...this.orders.get(id)!, ...change })
    if (!silently) this.#tell('order', 'update', { order_id: id })
  }

  /** Another application adds a customer to the bound list. */
  placeCustomer(fields: CustomerInput = {}): StubCustomer {
    const customer = this.customers.create(this.customerList!.id, fields)
    this.#tell('customer', 'create', this.#idsOf(customer))
    return customer
  }

  changeCustomer(id: string, change: Partial<StubCustomer>): void {
    const customer = { ...this.customers.all.get(id)!, ...change }
    this.customers.all.set(id, customer)
    this.#tell('customer', 'update', this.#idsOf(customer))
  }

  #idsOf = ({ id, customer_list_id }: StubCustomer) => ({
    customer_id: id,
    customer_list_id: customer_list_id ?? '',
  })

  order = (id: string) => this.orders.get(id)!
  get tokens() {
    return [...this.#connections.keys()]
  }
  get devices() {
    return [...this.#connections.values()].map(({ device }) => device)
  }
  /** Ends each open stream, as a hub does to check that it still has a reader (support U2). */
  renewStreams() {
    for (const { streams } of this.#connections.values())
      for (const stream of streams) stream.end('event: renew\nretry: 0\ndata: \n\n')
  }

  get openStreams() {
    return [...this.#connections.values()].reduce((sum, { streams }) => sum + streams.size, 0)
  }
  pendingEvents = () => [...this.#connections.values()].flatMap(({ pending }) => pending)
  revokeAll = () => this.#connections.clear()

  /** `METHOD /path` of the requests so far. */
  calls = (pattern = /./) =>
    this.received.map(({ method, path }) => `${method} ${path}`).filter((call) => pattern.test(call))
  patches = (id: string) =>
    this.received
      .filter(({ method, path }) => method === 'PATCH' && path === `/v1/location/orders/${id}`)
      .map(({ body }) => JSON.parse(body) as OrderUpdate)

  #tell(resource: string, type: string, ids: Partial<CallbackEventSummary>): void {
    for (const connection of this.#connections.values()) {
      if (!connection.callback?.[resource]?.includes(type)) continue
      const event = {
        id: `ev${++this.#sequence}`,
        resource_type: resource,
        event_type: type,
        created_at: new Date().toISOString(),
        account_id: 'k7w2p',
        location_id: this.location.id,
        ...ids,
      }
      connection.pending.push(event)
      if (ids.order_id) this.#states.set(event.id, { ...this.orders.get(ids.order_id)! })
      for (const stream of connection.streams)
        writeEvent(stream, event, this.isGarbling ? '<html>' : JSON.stringify(event))
    }
  }

  #createServer() {
    return createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const bytes = Buffer.concat(chunks)
      const url = new URL(request.url ?? '/', this.origin)
      const seen: Received = {
        atMs: Date.now(),
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: bytes.toString(),
        bytes,
      }
      this.received.push(seen)
      const planned = this.#mishaps.find(
        ({ matches, times }) => times > 0 && matches.test(`${seen.method} ${seen.path}`),
      )
      if (planned) planned.times -= 1
      const mishap = planned?.mishap
      if (mishap === 'cut before') return request.socket.destroy()
      if (typeof mishap === 'object' && 'hold' in mishap) await mishap.hold
      else if (typeof mishap === 'object')
        return answer(response, mishap.status, mishap.body ?? {}, mishap.headers)
      if (mishap === 'cut after') response.end = (() => request.socket.destroy()) as never
      if (seen.path.startsWith('/oauth2/v1/')) this.#answerOAuth(seen, response)
      else if (seen.path === '/.well-known/oauth-authorization-server' && this.pairings)
        answer(response, 200, this.pairings.metadata(this.origin))
      else this.#answerApi(seen, response)
    })
  }

  #answerOAuth({ path, headers, body }: Received, response: ServerResponse) {
    const basic = `Basic ${Buffer.from(`${stubClient.id}:${stubClient.secret}`).toString('base64')}`
    if (headers.authorization !== basic) return answer(response, 401, { error: 'invalid_client' })
    const form = new URLSearchParams(body)
    if (path.endsWith('/revoke')) {
      this.#connections.delete(form.get('token') ?? '')
      return response.writeHead(200).end('')
    }
    if (path.endsWith('/device_authorization')) {
      if (!this.pairings) return answer(response, 404, { error_type: 'routing_error' })
      return answer(response, 200, this.pairings.begin(this.origin, form))
    }
    if (form.get('grant_type') === deviceGrant) {
      const error = this.pairings?.refusalOf(form.get('device_code')) ?? null
      if (error !== null) return answer(response, 400, { error, error_type: 'bad_request' })
      return this.#giveToken(response)
    }
    const code = form.get('code') ?? ''
    if (this.codes.get(code) !== 'fresh') return answer(response, 400, { error: 'invalid_grant' })
    this.codes.set(code, 'used')
    return this.#giveToken(response)
  }

  #giveToken(response: ServerResponse) {
    const token = `70cen${String(++this.#sequence).padStart(27, '0')}`
    this.#connections.set(token, { token, device: '', callback: null, pending: [], streams: new Set() })
    this.refusal = null
    return answer(response, 200, {
      access_token: token,
      token_type: 'Bearer',
      scope: 'location[orders.write,customer_list.write,catalog.write]',
      account_id: 'k7w2p',
      account_name: 'Pizzeria Roma',
      location_id: this.location.id,
      location_name: this.location.name,
      catalog_id: this.catalog?.id ?? null,
      catalog_name: this.catalog?.name ?? null,
      customer_list_id: this.customerList?.id ?? null,
      customer_list_name: this.customerList?.name ?? null,
      user_id: null,
    })
  }

  #answerApi(request: Received, response: ServerResponse) {
    const connection = this.#connections.get(String(request.headers['x-access-token']))
    const refusal = connection ? this.refusal : unauthorizedMessages.invalid
    if (!connection || refusal) return answer(response, 401, { message: refusal, error_type: 'unauthorized' })
    const { method, path, body, query } = request
    const call = `${method} ${path}`
    const [, orderId] = /^\/v1\/location\/orders\/(.+)$/.exec(path) ?? []
    const [, eventId] = /^\/v1\/callback\/events\/(.+)$/.exec(path) ?? []
    const [, catalogId] = /^\/v1\/catalogs\/(.+)$/.exec(path) ?? []

    if (call === 'GET /v1/location') return answer(response, 200, this.#presentLocation())
    if (call === 'GET /v1/callback')
      return answer(response, 200, { url: null, events: connection.callback ?? {} })
    if (call === 'POST /v1/callback') {
      connection.callback = JSON.parse(body).events
      return answer(response, 200, { url: null, events: connection.callback })
    }
    if (call === 'DELETE /v1/callback') {
      connection.callback = null
      connection.pending = []
      return answer(response, 200, { url: null, events: {} })
    }
    if (call === 'GET /v1/callback/events') return answer(response, 200, connection.pending)
    if (call === 'GET /v1/callback/events/stream' && this.hasStream)
      return this.#openStream(connection, response)
    if (method === 'GET' && eventId) {
      const event = connection.pending.find(({ id }) => id === eventId)
      return event
        ? answer(response, 200, { ...event, new_state: this.#states.get(eventId) })
        : notFound(response)
    }
    if (method === 'DELETE' && eventId) {
      const isKnown = connection.pending.some(({ id }) => id === eventId)
      connection.pending = connection.pending.filter(({ id }) => id !== eventId)
      return isKnown ? answer(response, 200, {}) : notFound(response)
    }
    if (call === 'GET /v1/location/orders') return this.#listOrders(query, response)
    if (call === 'POST /v1/location/orders') {
      const fields = JSON.parse(body) as OrderFields
      const isTaken = [...this.orders.values()].some(
        ({ private_ref }) => private_ref !== null && private_ref === fields.private_ref,
      )
      const isRepeated = this.#idempotent.has(`${path} ${request.headers['idempotency-key']}`)
      if (isTaken && !isRepeated) return unprocessable(response, 'private_ref', 'has already been taken')
      return this.#once(request, response, () => this.#create(fields))
    }
    if (orderId) {
      const order = this.orders.get(orderId)
      if (!order) return notFound(response)
      if (method === 'GET') return answer(response, 200, order)
      if (method === 'PATCH') return this.#once(request, response, () => this.#patch(order, JSON.parse(body)))
    }
    if (call === 'GET /v1/location/catalogs')
      return answer(
        response,
        200,
        this.catalog ? [{ ...this.catalog, created_at: '2026-01-01T00:00:00+01:00' }] : [],
      )
    if (call === 'GET /v1/location/customer_lists')
      return answer(response, 200, this.customerList ? [this.customerList] : [])
    const [, listId, customerId] = /^\/v1\/customer_lists\/([^/]+)\/customers(?:\/([^/]+))?$/.exec(path) ?? []
    if (listId) return this.#answerCustomers(listId, customerId, request, response)
    const [, imagesOf] = /^\/v1\/catalogs\/([^/]+)\/images$/.exec(path) ?? []
    if (imagesOf) return this.#answerImages(imagesOf, request, response)
    const [, stockOf] = /^\/v1\/catalogs\/([^/]+)\/location\/inventory$/.exec(path) ?? []
    if (stockOf) return this.#answerInventory(stockOf, request, response)
    if (method === 'GET' && catalogId) {
      const catalog = this.catalogs.get(catalogId)
      return catalog ? answer(response, 200, presentCatalog(catalogId, catalog)) : notFound(response)
    }
    if (method === 'PUT' && catalogId) {
      if (!this.catalogs.has(catalogId)) return notFound(response)
      const used = (JSON.parse(body) as { data: CatalogDataInput }).data.products ?? []
      const ids = new Set(this.images.get(catalogId)?.map(({ id }) => id))
      const wrong = used.findIndex(({ image_ids }) => image_ids?.some((id) => !ids.has(id)))
      if (wrong >= 0)
        return unprocessable(response, `data.products[${wrong}].image_ids[0]`, 'image not found')
      return this.#once(request, response, () => {
        const { data } = JSON.parse(body) as { data: CatalogDataInput }
        const name = this.catalogs.get(catalogId)!.name
        this.catalogs.set(catalogId, { name, data })
        return { id: catalogId, name, data }
      })
    }
    return answer(response, 404, { error_type: 'routing_error' })
  }

  /** Contract, customers §4. */
  #answerCustomers(listId: string, id: string | undefined, request: Received, response: ServerResponse) {
    const { method, query } = request
    const isThere = listId === this.customerList?.id && (id === undefined || this.customers.all.has(id))
    if (!isThere) return notFound(response)
    if (method === 'GET' && id !== undefined) return answer(response, 200, this.customers.all.get(id))
    if (method === 'GET') {
      const { status, body, headers } = this.customers.list(query)
      return answer(response, status, body, headers)
    }
    const input = JSON.parse(request.body) as CustomerInput
    const write = () =>
      id === undefined ? this.customers.create(listId, input) : this.customers.update(id, input)
    const refusal = this.#isRepeat(request) ? undefined : this.customers.refusalOf(id, input)
    return refusal ? answer(response, refusal.status, refusal.body) : this.#once(request, response, write)
  }

  #isRepeat({ headers, path }: Received): boolean {
    return this.#idempotent.has(`${path} ${String(headers['idempotency-key'])}`)
  }

  /** Contract, catalogs §14. */
  #answerImages(catalogId: string, { method, query, bytes }: Received, response: ServerResponse) {
    if (!this.catalogs.has(catalogId)) return notFound(response)
    const known = this.images.get(catalogId) ?? []
    const privateRef = query.get('private_ref')
    if (method === 'GET')
      return answer(
        response,
        200,
        known.filter(({ private_ref }) => privateRef === null || private_ref === privateRef),
      )
    if (known.some(({ private_ref }) => private_ref !== null && private_ref === privateRef))
      return unprocessable(response, 'private_ref', 'is already used')
    if (bytes.length === 0 || bytes.length > 1_048_576)
      return unprocessable(response, 'data', 'must be at most 1048576 bytes')
    const image: Image = {
      id: `img${++this.#sequence}`,
      private_ref: privateRef,
      type: 'image/png',
      size: bytes.length,
      md5: createHash('md5').update(bytes).digest('hex'),
      seconds_before_removal: 2_592_000,
    }
    this.images.set(catalogId, [...known, image])
    return answer(response, 200, image)
  }

  /** Contract, catalogs §15: refs that the catalogue does not have are ignored. */
  #answerInventory(catalogId: string, request: Received, response: ServerResponse) {
    const { data } = this.catalogs.get(catalogId) ?? {}
    if (!data) return notFound(response)
    const refs = new Set([
      ...(data.products ?? []).flatMap(({ skus }) => skus.map(({ ref }) => `sku ${ref}`)),
      ...(data.option_lists ?? []).flatMap(({ options }) => options.map(({ ref }) => `option ${ref}`)),
    ])
    const entries = (JSON.parse(request.body) as InventoryEntryInput[])
      .map(({ sku_ref, option_ref, stock }) => ({
        key: sku_ref == null ? `option ${option_ref}` : `sku ${sku_ref}`,
        entry: sku_ref == null ? { option_ref } : { sku_ref },
        stock: stock === null ? null : String(stock),
      }))
      .filter(({ key }) => refs.has(key))
    const wrong = entries.find(({ stock }) => stock !== null && !/^\d{1,12}(\.\d{1,3})?$/.test(stock))
    if (wrong) return unprocessable(response, 'stock', 'must be a decimal of at least 0')
    return this.#once(request, response, () => {
      if (request.method === 'PUT') this.inventory.clear()
      for (const { key, stock } of entries)
        if (stock === null) this.inventory.delete(key)
        else this.inventory.set(key, stock)
      return entries.map(({ entry, stock }) => ({ ...entry, stock, expires_at: null }))
    })
  }

  /** Same key, same body: the first answer again (contract, extensions X2). */
  #once({ headers, body, path }: Received, response: ServerResponse, act: () => object) {
    const key = this.forgetsKeys ? undefined : headers['idempotency-key']
    const known = typeof key === 'string' ? this.#idempotent.get(`${path} ${key}`) : undefined
    if (known) {
      if (known.body !== body)
        return answer(response, 422, {
          error_type: 'unprocessable_entity',
          errors: [{ field: 'base', message: 'this idempotency key was used for another request' }],
        })
      return answer(response, 200, JSON.parse(known.answer))
    }
    const result = act()
    if (typeof key === 'string')
      this.#idempotent.set(`${path} ${key}`, { body, answer: JSON.stringify(result) })
    return answer(response, 200, result)
  }

  #patch(order: Order, { deals, ...patch }: OrderUpdate): Order {
    const joined = joinDeals(order.deals, (deals ?? {}) as Order['deals'], patch.items ?? [])
    const { custom_fields, ...values } = joined.items.length === 0 ? patch : { ...patch, items: joined.items }
    const changed = Object.entries(values).map(([key, value]) =>
      collections.has(key) ? [key, this.#changeElements(order[key as 'payments'], value)] : [key, value],
    )
    const next = {
      ...order,
      ...Object.fromEntries(changed),
      deals: joined.deals,
      custom_fields: { ...order.custom_fields, ...custom_fields },
    } as Order
    this.orders.set(order.id, next)
    return next
  }

  /** Contract, orders §11: an entry with an id deletes, one without adds. */
  #changeElements(elements: Order['payments'], changes: unknown): Order['payments'] {
    const next = elements.map((element) => ({ ...element }))
    for (const change of changes as Partial<Order['payments'][number]>[]) {
      const known = next.find(({ id }) => id === change.id)
      if (known) Object.assign(known, { deleted: change.deleted ?? known.deleted })
      else next.push({ ...change, id: `el${++this.#sequence}`, deleted: false } as Order['payments'][number])
    }
    return next
  }

  /** The till posts an order. It gets no event for it, as no app gets events for its own changes. */
  #create(fields: OrderFields): Order {
    const id = `ord${++this.#sequence}`
    const now = new Date().toISOString().replace(/\.\d+Z/, '+00:00')
    const posted = buildOrder(id, { created_by: 'Kezia II', ...fields }, now)
    const order = { ...posted, ...joinDeals({}, posted.deals, posted.items) } as Order
    this.orders.set(id, order)
    return order
  }

  #listOrders(query: URLSearchParams, response: ServerResponse) {
    const after = Date.parse(query.get('after') ?? '1970-01-01T00:00:00Z')
    const privateRef = query.get('private_ref')
    const all = [...this.orders.values()].filter(
      ({ created_at, private_ref }) =>
        Date.parse(created_at) >= after && (privateRef === null || private_ref === privateRef),
    )
    const start = Number(query.get('cursor') ?? 0)
    const headers = start + 100 < all.length ? { 'x-cursor-next': String(start + 100) } : undefined
    return answer(response, 200, all.slice(start, start + 100), headers)
  }

  #openStream(connection: StubConnection, response: ServerResponse) {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('retry: 20\n\n')
    for (const event of connection.pending) writeEvent(response, event)
    connection.streams.add(response)
    response.on('close', () => connection.streams.delete(response))
    return undefined
  }

  #presentLocation() {
    return {
      ...this.location,
      account: { id: 'k7w2p', name: 'Pizzeria Roma', currency: 'EUR' },
      address: '1 rue de Béthune',
      postal_code: '59000',
      city: 'Lille',
      country: 'FR',
      timezone: { name: 'Europe/Paris', offset: 3600 },
      cutoff_time: '06:00',
      opening_hours: null,
      preparation_time: 15,
      order_acceptance: { mode: 'normal' },
      custom_fields: {},
    }
  }
}

/** Contract, orders O21, O44: deals are numbered from 0, those of added items after those that are there. */
function joinDeals(held: Order['deals'], deals: Order['deals'], items: unknown[]) {
  const keys = new Map<string, string>()
  const next = { ...held }
  for (const [key, deal] of Object.entries(deals)) {
    const number = String(Object.keys(next).length)
    keys.set(key, number)
    next[number] = deal
  }
  return {
    deals: next,
    items: (items as { deal_line?: { deal_key: string } }[]).map((item) => {
      const key = item.deal_line && keys.get(item.deal_line.deal_key)
      return key === undefined ? item : { ...item, deal_line: { ...item.deal_line, deal_key: key } }
    }),
  }
}

/** What an update changes element by element. */
const collections = new Set(['items', 'discounts', 'charges', 'payments'])

/** The retrieved form, with what the till reads of it. */
const presentCatalog = (id: string, { name, data }: { name: string; data: CatalogDataInput }) => ({
  id,
  name,
  data: {
    ...data,
    products: (data.products ?? []).map((product) => ({
      ...product,
      skus: product.skus.map((sku) => ({ ...sku, ref: sku.ref ?? null, name: sku.name ?? null })),
    })),
    option_lists: data.option_lists ?? [],
  },
})

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

const unprocessable = (response: ServerResponse, field: string, message: string) =>
  answer(response, 422, {
    message: `${field} ${message}`,
    error_type: 'unprocessable_entity',
    errors: [{ field, message }],
  })

const notFound = (response: ServerResponse) => answer(response, 404, { error_type: 'not_found' })

const writeEvent = (stream: ServerResponse, event: CallbackEventSummary, data = JSON.stringify(event)) =>
  stream.write(`id: ${event.id}\nevent: callback\ndata: ${data}\n\n`)
