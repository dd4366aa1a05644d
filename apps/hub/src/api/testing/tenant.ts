import { createHash } from 'node:crypto'
import type { App, Person, TestAccount, TestHub } from '@hub/testing'
import { harbourDeli } from '../../catalogs/testing/harbour-deli.ts'

/** Everything that a request can name, all of it at one location of one account. */
export interface TenantIds {
  account_id: string
  location_id: string
  order_id: string
  quote_id: string
  event_id: string
  customer_list_id: string
  customer_id: string
  loyalty_card_id: string
  operation_id: string
  catalog_id: string
  image_id: string
  category_id: string
  product_id: string
  sku_id: string
  option_list_id: string
  option_id: string
  deal_id: string
  discount_id: string
  charge_id: string
  connection_id: string
  log_id: string
  client_id: string
  account_catalog_id: string
  account_list_id: string
  account_permission_id: string
  location_permission_id: string
}
export type IdName = keyof TenantIds

export const everything =
  'orders.write,customer_list.write,catalog.write,inventory.write,all_customer_lists.write,all_catalogs.write'

const picture = {
  raw: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  headers: { 'content-type': 'image/png' },
}

/** Creates one of everything, through an app and a user of the account. */
export async function buildTenant(
  hub: TestHub,
  { account, locationId, owner }: { account: TestAccount; locationId: string; owner: Person },
): Promise<{ ids: TenantIds; app: App }> {
  const scope = `location[${everything}]`
  const maker = await hub.app('maker', { account, locationId, scope })
  const { body: catalog } = await maker.post('/location/catalogs', {
    name: `Own ${locationId}`,
    data: harbourDeli,
  })
  const listId = await hub.customerList(account.id, `Own ${locationId}`, locationId)
  const watcher = await hub.app('watcher', { account, locationId })
  await watcher.listen({ order: ['create'] })
  const { body: order } = await maker.post('/location/orders', { status: 'new', service_type: 'delivery' })
  const offer = { carrier: 'Swift Wheels', fee: '3.90 EUR' }
  const { body: quote } = await maker.post(`/location/orders/${order.id}/delivery_quotes`, offer)
  await maker.post(`/location/orders/${order.id}/delivery`, { ...offer, status: 'pending' })
  const { body: customer } = await maker.post(`/customer_lists/${listId}/customers`, { last_name: 'Haddad' })
  const cards = `/customer_lists/${listId}/loyalty_cards`
  const { body: card } = await maker.post(cards, { customer_id: customer.id })
  const { body: operation } = await maker.post(`${cards}/${card.id}/operations`, { delta: '1' })
  const [event] = await watcher.events()
  const { body: image } = await maker.post(`/catalogs/${catalog.id}/images`, undefined, picture)
  const { body: client } = await owner.post('/clients', { name: `Shop ${locationId}`, redirect_uris: [] })
  const permission = async (path: string) => {
    const form = { email: `${path.replaceAll('/', '-')}@hub.test`, role: 'manager' }
    const { status, body } = await owner.post(`${path}/permissions`, form)
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
    return body.id as string
  }
  await hub.parts.requestLog.flush()
  const rows = await hub.parts.db<{ id: string }>`select id from request_log
    where account_id = ${account.id} and connection_id = ${maker.connectionId} limit 1`
  const { categories, products, option_lists, deals, discounts, charges } = catalog.data
  const ids = {
    account_id: account.id,
    location_id: locationId,
    order_id: order.id,
    quote_id: quote.id,
    event_id: event!.id,
    customer_list_id: listId,
    customer_id: customer.id,
    loyalty_card_id: card.id,
    operation_id: operation.id,
    catalog_id: catalog.id,
    image_id: image.id,
    category_id: categories[0].id,
    product_id: products[0].id,
    sku_id: products[0].skus[0].id,
    option_list_id: option_lists[0].id,
    option_id: option_lists[0].options[0].id,
    deal_id: deals[0].id,
    discount_id: discounts[0].id,
    charge_id: charges[0].id,
    connection_id: watcher.connectionId,
    log_id: rows[0]!.id,
    client_id: client.client_id,
    account_catalog_id: account.catalogId,
    account_list_id: account.customerListId,
    account_permission_id: await permission(`/accounts/${account.id}`),
    location_permission_id: await permission(`/locations/${locationId}`),
  }
  return { ids, app: maker }
}

const letters = 'bcdfghjkmnpqrstvwxz'
/** An id of the same shape that names nothing. An account's part stays the same before a location number. */
function nothing(id: string): string {
  const hash = createHash('sha256').update(`nothing ${id}`).digest()
  const [head, ...tail] = id.split(/(?=-\d+$|\.clients\.)/)
  const other = [...head!].map((character, index) =>
    /\d/.test(character) ? String(hash[index % 32]! % 10) : letters[hash[index % 32]! % letters.length],
  )
  return [other.join(''), ...tail].join('')
}
export const nothingOf = (ids: TenantIds): TenantIds =>
  Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, nothing(id)])) as never as TenantIds

/** The ids that a request contains, found by building it once. */
export function namesIn(make: (ids: TenantIds) => unknown, ids: TenantIds): IdName[] {
  const used = new Set<IdName>()
  make(
    new Proxy(ids, {
      get(target, name) {
        used.add(name as IdName)
        return target[name as IdName]
      },
    }),
  )
  return [...used]
}

/** All non-empty subsets of the names. */
export function choices(names: readonly IdName[]): IdName[][] {
  const all: IdName[][] = []
  for (let bits = 1; bits < 2 ** names.length; bits++)
    all.push(names.filter((_, index) => (bits >> index) % 2 === 1))
  return all
}

export const mix = (own: TenantIds, other: TenantIds, names: readonly IdName[]): TenantIds => ({
  ...own,
  ...Object.fromEntries(names.map((name) => [name, other[name]])),
})

/** The answer without the requested ids. The rest must not distinguish one from the other. */
export function withoutIds(text: string, ids: TenantIds, names: readonly IdName[]): string {
  const asked = names.map((name) => ids[name]).sort((left, right) => right.length - left.length)
  return asked.reduce((rest, id) => rest.replaceAll(id, '<id>'), text)
}

/** Everything stored for an account, as one hash per table. The time of its last request does not count. */
export async function fingerprint(hub: TestHub, accountId: string): Promise<Record<string, string>> {
  const tables = await hub.parts.db<{ name: string }>`select c.table_name as name
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.column_name = 'account_id' and t.table_type = 'BASE TABLE' and t.table_schema = 'public'
    order by 1`
  const hashes = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await hub.parts.db.run<{ hash: string }>(
        `
        select md5(coalesce(string_agg(row, '' order by row), '')) as hash from (
          select (to_jsonb(t) - 'last_request_at' - 'heard_at' - 'silent_after' - 'polls')::text as row
          from "${name}" t where t.account_id = $1) as all_rows`,
        [accountId],
      )
      return [name, rows[0]!.hash] as const
    }),
  )
  return Object.fromEntries(hashes)
}
