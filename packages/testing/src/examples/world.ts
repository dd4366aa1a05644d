import { type OperationId, operations } from '@hub/contract'
import { exampleId, reference } from '@hub/contract/reference'
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

/** The body of an operation's example, with the ids of this world in the place of the reference's. */
export function exampleBody(id: OperationId, { ids }: Pick<ExampleWorld, 'ids'>): unknown {
  const entry = reference[id as keyof typeof reference] as { example?: { body?: unknown } } | undefined
  const body = entry?.example?.body
  if (body === undefined) return undefined
  let text = JSON.stringify(body)
  for (const [parameter, real] of ids) text = text.replaceAll(`"${exampleId(parameter)}"`, `"${real}"`)
  return JSON.parse(text)
}

/** A location with one of each thing, and apps at each level that may do everything there. */
export async function createExampleWorld(hub: TestHub): Promise<ExampleWorld> {
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
  const make = async (parameter: string, operation: OperationId, changes: object = {}) => {
    const { body } = await send(webshop, operation, { ids }, changes)
    ids.set(parameter, body.id)
  }
  await make('catalog_id', 'catalogs.update', { name: 'Carte' })
  await make('customer_id', 'customers.create', { private_ref: 'crm-76' })
  await make('order_id', 'orders.create', { private_ref: 'web-1041' })
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

/** Calls an operation as its example says. @throws when the hub refuses it */
export async function send(app: App, id: OperationId, world: Pick<ExampleWorld, 'ids'>, changes?: object) {
  const operation: { long?: string; short?: string; methods: readonly string[] } = operations[id]
  const entry = reference[id as keyof typeof reference] as
    | { example?: { query?: Record<string, string> } }
    | undefined
  const path = (operation.short ?? operation.long)!.replace(/:(\w+)/g, (_, name: string) => {
    const real = world.ids.get(name)
    if (real === undefined) throw new Error(`the world of the examples has no ${name}`)
    return real
  })
  const query = entry?.example?.query ? `?${new URLSearchParams(entry.example.query)}` : ''
  const body = exampleBody(id, world)
  const answer = await app.call(
    operation.methods[0]!,
    path + query,
    changes ? { ...(body as object), ...changes } : body,
  )
  if (answer.status !== 200)
    throw new Error(`the example of ${id} was answered ${answer.status}: ${answer.text}`)
  return answer
}
