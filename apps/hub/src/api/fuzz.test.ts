import { connect } from 'node:net'
import { ErrorBody, type Operation, type OperationId, operations } from '@hub/contract'
import { type OperationReference, reference } from '@hub/contract/reference'
import { type Answer, type App, startHub, type TestHub } from '@hub/testing'
import { checkProperty, propertyTimeout } from '@hub/testing/property'
import fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { harbourDeli } from '../catalogs/testing/harbour-deli.ts'
import { places, replaced } from './testing/odd-bodies.ts'

const runs = 800

const everything =
  'orders.write,customer_list.write,catalog.write,inventory.write,all_customer_lists.write,all_catalogs.write'

interface Route {
  id: OperationId
  method: string
  template: string
  about: OperationReference | undefined
}
/** The stream does not end; its errors are those of the list endpoint. */
const routes: Route[] = (Object.entries(operations) as [OperationId, Operation][])
  .filter(([id]) => id !== 'events.stream')
  .flatMap(([id, { long, short, methods }]) =>
    [long, short].flatMap((template) =>
      template === undefined
        ? []
        : methods.map((method) => ({
            id,
            method,
            template,
            about: (reference as Partial<Record<OperationId, OperationReference>>)[id],
          })),
    ),
  )
/** Deletes what the other calls need. */
const removesForGood = ({ id }: Route) => id === 'catalogs.delete' || id === 'customerLists.delete'

let hub: TestHub
let callers: App[]
let ids: Readonly<Record<string, string>>

beforeAll(async () => {
  hub = await startHub()
  const account = await hub.account()
  const at = (level: string) => hub.app(level, { account, scope: `${level}[${everything}]` })
  const [local, whole] = [await at('location'), await at('account')]
  const watcher = await hub.app('watcher', { account })
  await watcher.listen({ order: ['create'] })
  callers = [local, local, whole, watcher]
  const { body: catalog } = await local.post('/location/catalogs', { name: 'Own', data: harbourDeli })
  const { body: order } = await local.post('/location/orders', { status: 'new', service_type: 'delivery' })
  const { body: quote } = await local.post(`/location/orders/${order.id}/delivery_quotes`, {
    carrier: 'Swift Wheels',
    fee: '3.90 EUR',
  })
  await local.post(`/location/orders/${order.id}/delivery`, { carrier: 'Swift Wheels', status: 'pending' })
  const list = `/customer_lists/${account.customerListId}`
  const { body: customer } = await local.post(`${list}/customers`, {})
  const { body: card } = await local.post(`${list}/loyalty_cards`, { customer_id: customer.id, name: 'Card' })
  const { body: operation } = await local.post(`${list}/loyalty_cards/${card.id}/operations`, { delta: '1' })
  const { products, option_lists, categories } = catalog.data
  ids = {
    location_id: account.locationId,
    account_id: account.id,
    order_id: order.id,
    quote_id: quote.id,
    customer_list_id: account.customerListId,
    customer_id: customer.id,
    catalog_id: catalog.id,
    category_id: categories[0].id,
    product_id: products[0].id,
    sku_id: products[0].skus[0].id,
    option_list_id: option_lists[0].id,
    option_id: option_lists[0].options[0].id,
    loyalty_card_id: card.id,
    operation_id: operation.id,
  }
})
afterAll(() => hub.close())

const oddTexts = [
  '',
  ' ',
  '\0',
  'null',
  '-1',
  '1e999',
  '../..',
  "'; drop table orders; --",
  '%',
  '\u202e',
  '😀'.repeat(300),
  'x'.repeat(6000),
  '999999999999.99 EUR',
  '9999-12-31T23:59:59Z',
]
const text = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'binary', maxLength: 30 }))
const oddValue = fc.oneof(
  text,
  fc.constantFrom<unknown>(null, -0, 1e308, -1, 1.5, true, [], {}, [null], [[]], { id: null }, '\ud800'),
  fc.constant(JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":1},"toString":null}')),
  fc.jsonValue({ maxDepth: 3 }),
)

const body = fc.oneof(
  // The documented example with odd values in some places.
  fc.array(fc.tuple(fc.nat(), oddValue), { maxLength: 3 }).map((changes) => (example: unknown) => {
    const changed = changes.reduce((before: unknown, [where, value]) => {
      const all = places(before)
      return replaced(before, all[where % all.length]!, value)
    }, example)
    return JSON.stringify(changed)
  }),
  oddValue.map((value) => () => JSON.stringify(value)),
  fc.dictionary(text, oddValue, { maxKeys: 5 }).map((value) => () => JSON.stringify(value)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => () => Buffer.from(bytes)),
  fc
    .constantFrom('{', '[', '{"a":1}{', '\ufeff{}', '{"a":01}', `${'['.repeat(9000)}`, 'NaN')
    .map((raw) => () => raw),
  fc.constant(() => undefined),
)
/** Printable ASCII, which HTTP client libraries accept. */
const headerText = fc.oneof(
  fc.constantFrom('', '*', 'W/"x"', 'a'.repeat(300), 'application/json', 'gzip, br;q=0', 'text/html'),
  fc.stringMatching(/^[!-~]([ -~]{0,40}[!-~])?$/),
)
const headers = fc.dictionary(
  fc.constantFrom(
    'content-type',
    'accept',
    'accept-encoding',
    'authorization',
    'idempotency-key',
    'if-none-match',
    'last-event-id',
    'x-http-method-override',
    'x-forwarded-for',
    'x-access-token',
    'cookie',
    'range',
  ),
  headerText,
  { maxKeys: 2 },
)
const queryNames = ['count', 'cursor', 'private_ref', 'after', 'status', '__proto__', 'hide_data']
const query = fc.array(fc.tuple(fc.nat(), text, fc.boolean()), { maxLength: 3 })

const request = fc.record({
  route: fc.nat().map((n) => routes[n % routes.length]!),
  caller: fc.nat(),
  oddIds: fc.array(fc.option(text, { freq: 2 }), { minLength: 4, maxLength: 4 }),
  query,
  headers: fc.option(headers, { freq: 2, nil: {} }),
  body,
})
type Fuzzed = typeof request extends fc.Arbitrary<infer T> ? T : never

/** Node refuses headers of more than 16 kB before they become a request. */
const short = (value: string) => [...value.toWellFormed()].slice(0, 150).join('')

function urlOf({ route, oddIds, query: parameters }: Fuzzed): string {
  let at = 0
  const path = route.template.replace(/:(\w+)/g, (_, name: string) => {
    // A segment of dots alone is resolved by the client before it sends.
    const odd = oddIds[at++]?.replace(/^\.{1,2}$/, 'dots')
    const known = removesForGood(route) ? undefined : ids[name]
    return encodeURIComponent(short(odd ?? known ?? 'nope'))
  })
  const names = [...Object.keys(route.about?.query?.properties ?? {}), ...queryNames]
  const pairs = parameters.map(([which, value, isEncoded]) => {
    const written = isEncoded ? encodeURIComponent(short(value)) : short(value).replace(/[^!-~]|#/g, '%')
    return `${names[which % names.length]}=${written}`
  })
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}

const statusOf: Readonly<Record<string, number>> = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  routing_error: 404,
  conflict: 409,
  unsupported_media_type: 415,
  unprocessable_entity: 422,
  too_many_requests: 429,
}
const errorBody = Compile(ErrorBody)

/** Contract, general §8 and §11. */
function expectContract({ status, body: answer, headers: answered, text: raw }: Answer) {
  expect(answered.get('access-control-allow-origin')).toBe('*')
  expect(answered.get('x-request-id')).toMatch(/^[a-z0-9]+$/)
  if (status === 200 || status === 304) return
  expect([status, errorBody.Check(answer), raw]).toEqual([statusOf[answer.error_type], true, raw])
  expect(answered.get('content-type')).toBe('application/json; charset=utf-8')
  if (status !== 404) expect(answer.message).toMatch(/./)
  if (status !== 422) expect(answer.errors).toBe(undefined)
}

describe('fuzz (general §8, design rule 9)', () => {
  test(
    'any request on any route is answered as the contract says, never with a failure of the server',
    async () => {
      await checkProperty(
        [request],
        async (fuzzed) => {
          const { route, caller, headers: extra, body: bodyOf } = fuzzed
          const example = route.about?.example?.body ?? {}
          const isRead = route.method === 'GET'
          const raw = isRead ? undefined : bodyOf(example)
          const answer = await callers[caller % callers.length]!.call(
            route.method,
            urlOf(fuzzed),
            undefined,
            {
              headers: extra,
              ...(raw === undefined ? {} : { raw }),
            },
          )
          expectContract(answer)
        },
        { runs },
      )
    },
    propertyTimeout(120_000),
  )

  test(
    'any bytes on the socket are answered in the form of the contract, or not at all',
    async () => {
      const line = fc.tuple(
        fc.constantFrom('GET', 'POST', 'PATCH', 'PROPFIND', 'TRACE', 'get', ''),
        fc.oneof(
          fc.constantFrom(
            '/v1/location',
            '/v1//location',
            '/v1/%zz',
            '/v1/location/%',
            '*',
            'http://x/v1/location',
            '',
          ),
          fc.string({ unit: 'binary-ascii', maxLength: 20 }),
        ),
        fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/9', ''),
        fc.constantFrom(
          'Content-Length: 5',
          'Content-Length: -1',
          'Transfer-Encoding: chunked',
          'Expect: x',
          'X:\0',
        ),
        fc.string({ unit: 'binary-ascii', maxLength: 20 }),
      )
      await checkProperty(
        [line],
        async ([method, target, version, header, rest]) => {
          const head = `${method} ${target} ${version}\r\nHost: localhost\r\nConnection: close\r\n${header}\r\n\r\n`
          const answer = await sendBytes(`${head}${rest}`)
          if (answer === '') return
          expect(answer).toMatch(/^HTTP\/1\.1 (?!5)\d{3} /)
        },
        { runs: runs / 8 },
      )
    },
    propertyTimeout(120_000),
  )
})

/** The answer; empty if the hub waits for more and the sender gives up. */
function sendBytes(bytes: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const socket = connect(Number(new URL(hub.origin).port), '127.0.0.1', () => socket.end(bytes, 'latin1'))
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1')
  })
  socket.on('error', () => resolve(answer))
  socket.on('close', () => resolve(answer))
  return promise
}
