import { type Operation, type OperationId, operations } from '@hub/contract'
import { exampleId, type OperationReference, reference } from '@hub/contract/reference'
import type { App } from '../app.ts'
import type { TestHub } from '../hub.ts'
import { redirectUri } from '../oauth-client.ts'

const everything =
  'orders.write,customer_list.write,catalog.write,inventory.write,all_customer_lists.write,all_catalogs.write'

/** A merchant as the examples of the API reference know him, on a hub of the test. */
export interface ExampleWorld {
  /** The real id of what a path parameter names, `order_id`. */
  ids: Map<string, string>
  callerOf(id: OperationId): App
}

type Example = OperationReference['example']

const entryOf = (id: OperationId): OperationReference | undefined =>
  (reference as Partial<Record<OperationId, OperationReference>>)[id]

/** The example of an operation, with the ids of this world in the place of the reference's. */
export function exampleOf(id: OperationId, { ids }: Pick<ExampleWorld, 'ids'>): NonNullable<Example> {
  let text = JSON.stringify(entryOf(id)?.example ?? {})
  for (const [parameter, real] of ids) text = text.replaceAll(`"${exampleId(parameter)}"`, `"${real}"`)
  return JSON.parse(text)
}

/** One white point. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FQAAAABJRU5ErkJggg==',
  'base64',
)

/**
 * A location with one of each thing, and apps at each level that may do everything there.
 * @param operation that will be called there, and must not find its work done
 */
export async function createExampleWorld(hub: TestHub, operation?: OperationId): Promise<ExampleWorld> {
  const account = await hub.account()
  const at = { account, scope: `location[${everything}]` }
  const merchant = await hub.person({ firstName: 'Isla', lastName: 'Reid', admin: [account] })
  const webshop = await hub.app('Webshop', at)
  const whole = await hub.app('Head office', { account, scope: `account[${everything}]` })
  const ids = new Map([
    ['account_id', account.id],
    ['location_id', account.locationId],
    ['catalog_id', await hub.catalog(account.id, 'Example', account.locationId)],
    ['customer_list_id', await hub.customerList(account.id, 'Example', account.locationId)],
  ])
  const listener = await hub.app('Kitchen', at)
  await listener.listen({ order: ['create', 'update'] })

  // Names and references that the examples themselves give are left for them.
  const make = async (parameter: string, id: OperationId, changes?: Parameters<typeof send>[3]) => {
    const { body } = await send(webshop, id, { ids }, changes)
    ids.set(parameter, body.id)
    return body
  }
  for (const [parameter, id] of partsOf(
    (await make('catalog_id', 'catalogs.update', { body: { name: 'Carte' } })).data,
  ))
    ids.set(parameter, id)
  await make('image_id', 'images.create', { query: { private_ref: 'menu.png' } })
  await send(webshop, 'inventory.replace', { ids })
  await make('customer_id', 'customers.create', { body: { private_ref: 'crm-76' } })
  await make('loyalty_card_id', 'loyaltyCards.create', { body: { ref: 'POINTS' } })
  await make('operation_id', 'loyaltyOperations.create')
  await make('order_id', 'orders.create', { body: { private_ref: 'web-1041' } })
  await make('quote_id', 'deliveryQuotes.create')
  if (operation !== 'delivery.create') await send(webshop, 'delivery.create', { ids })
  const [event] = await listener.events()
  ids.set('event_id', event!.id)

  const { clientId } = await hub.client('Login', { redirectUris: [redirectUri] })
  const profile = await hub.app('Login', {
    account,
    scope: 'profile_with_email',
    userId: merchant.userId,
    client: { clientId },
  })
  return {
    ids,
    callerOf(id) {
      const { level, long } = operations[id]
      if (level === 'any') return profile
      if (level === 'account') return whole
      return long.startsWith('/callback') ? listener : webshop
    },
  }
}

type Part = { id: string; skus: Part[]; options: Part[] }

/** The parts of a catalog that a path may name: the first of each kind. */
function partsOf(data: Record<string, [Part]>): [parameter: string, id: string][] {
  const first = (section: string) => data[section]![0]
  return [
    ['category_id', first('categories').id],
    ['product_id', first('products').id],
    ['sku_id', first('products').skus[0]!.id],
    ['option_list_id', first('option_lists').id],
    ['option_id', first('option_lists').options[0]!.id],
    ['deal_id', first('deals').id],
    ['discount_id', first('discounts').id],
    ['charge_id', first('charges').id],
  ]
}

/**
 * Calls an operation as its example says.
 * @param changes to the example, for a thing that must not have the name that the example itself gives
 * @throws when the hub refuses it
 */
export async function send(
  app: App,
  id: OperationId,
  world: Pick<ExampleWorld, 'ids'>,
  changes: { body?: object; query?: Record<string, string> } = {},
) {
  const { short, long, methods }: Operation = operations[id]
  const path = (short ?? long!).replace(/:(\w+)/g, (_, name: string) => {
    const real = world.ids.get(name)
    if (real === undefined) throw new Error(`the world of the examples has no ${name}`)
    return real
  })
  const example = exampleOf(id, world)
  const query = new URLSearchParams({ ...example.query, ...changes.query })
  const url = query.size === 0 ? path : `${path}?${query}`
  const body = changes.body ? { ...(example.body as object), ...changes.body } : example.body
  const isBinary = entryOf(id)?.body === 'binary'
  const options = isBinary ? { raw: png, headers: { 'content-type': 'image/png' } } : {}
  const answer = await app.call(methods[0]!, url, body, options)
  if (answer.status !== 200)
    throw new Error(`the example of ${id} was answered ${answer.status}: ${answer.text}`)
  return answer
}
