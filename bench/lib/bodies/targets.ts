import type { Fixture } from '../fixture.ts'
import type { Callers } from './callers.ts'
import { type BodyTargets, times } from './case.ts'
import { largestCatalog, largestInventory, largestOrder, maxStockEntries } from './public.ts'

const orders = '/v1/location/orders'
/** The page of a list ends at 4 MB, which these are. */
const largeOrders = 10

/** Makes what the requests are about: a large catalogue with its stock, large orders, and one of everything else. */
export async function prepareTargets(callers: Callers, fixture: Fixture): Promise<BodyTargets> {
  const { accountId, locationId, customerListId } = fixture
  const create = async (path: string, body: unknown) =>
    (await callers.make('webshop', 'POST', path, body)) as { id: string; items?: { id: string }[] }
  for (let made = 0; made < largeOrders; made++) await create(orders, largestOrder)
  const item = { product_name: 'Margherita', price: '12.50 EUR', quantity: '1' }
  const order = await create(orders, { status: 'new', items: times(500, () => item) })
  const delivered = await create(orders, { status: 'new', service_type: 'delivery' })
  const undelivered = await create(orders, { status: 'new', service_type: 'delivery' })
  await create(`${orders}/${delivered.id}/delivery`, { status: 'pending', carrier: 'Vélo' })
  const list = `/v1/customer_lists/${customerListId}`
  const customer = await create(`${list}/customers`, { first_name: 'Inès' })
  const card = await create(`${list}/loyalty_cards`, { customer_id: customer.id, name: 'Carte' })

  const { id: catalogId } = await callers.make('office', 'POST', '/v1/account/catalogs', {
    name: 'Grande carte',
  })
  const catalogPath = `/v1/catalogs/${catalogId}`
  const catalog = (await callers.make('office', 'PUT', catalogPath, largestCatalog(0))) as {
    data: { option_lists: { id: string }[]; products: { skus: { id: string }[] }[] }
  }
  await callers.make('office', 'PUT', `${catalogPath}/locations/${locationId}/inventory`, largestInventory(0))

  const manage = (method: string, path: string, body?: unknown) => callers.make('manager', method, path, body)
  const client = await manage('POST', '/api/clients', { name: 'Mon appli', redirect_uris: [] })
  const permission = await manage('POST', `/api/accounts/${accountId}/permissions`, {
    email: 'marc@bench.example',
    role: 'manager',
  })
  const { groups } = (await manage('GET', `/api/connections?account_id=${accountId}`)) as {
    groups: { connections: { id: string }[] }[]
  }
  return {
    ...fixture,
    params: {
      account_id: accountId,
      location_id: locationId,
      entity: 'accounts',
      entity_id: accountId,
      catalog_id: String(catalogId),
      option_list_id: catalog.data.option_lists[0]?.id ?? '',
      customer_list_id: customerListId,
      list_id: customerListId,
      customer_id: customer.id,
      loyalty_card_id: card.id,
      order_id: order.id,
      client_id: String(client.client_id),
      permission_id: String(permission.id),
      connection_id: groups.flatMap(({ connections }) => connections)[0]?.id ?? '',
      token: 'x'.repeat(43),
    },
    skuIds: catalog.data.products.flatMap(({ skus }) => skus.map(({ id }) => id)).slice(0, maxStockEntries),
    itemIds: (order.items ?? []).map(({ id }) => id),
    deliveredId: delivered.id,
    undeliveredId: undelivered.id,
  }
}
