import { catalogLimits, type OperationId, orderLimits } from '@hub/contract'
import type { Fixture } from './fixture.ts'

const kB = 1024
const MB = 1024 * kB

/** What the requests of the benchmark are about. */
export interface BodyTargets extends Fixture {
  /** An order of 500 items. */
  orderId: string
  itemIds: string[]
  /** Orders that are delivered: one with a delivery, one without. */
  deliveredId: string
  undeliveredId: string
  customerId: string
  cardId: string
  largeCatalogId: string
}

/** An operation with a body, and the largest one that it takes. */
export interface BodyCase {
  id: OperationId | 'oauth token' | 'back office login'
  method: string
  path: (targets: BodyTargets) => string
  /** The route's limit (security S2). */
  maxBytes: number
  /** @param turn another one each time, for what must be new */
  legal: (targets: BodyTargets, turn: number) => string
  /** Of this operation only: what is refused as late as possible. */
  refused?: (targets: BodyTargets) => string
  /** By the app of the account; by the web shop otherwise. */
  byOffice?: boolean
  isArray?: boolean
  type?: string
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const long = (length: number) => 'é'.repeat(length)

const option = { option_list_name: 'Suppléments', name: 'Olives', ref: 'OLI', price: '1.00 EUR', quantity: 1 }
const item = {
  product_name: 'Margherita',
  sku_name: 'Grande',
  sku_ref: 'MAR-G',
  price: '12.50 EUR',
  quantity: '2',
}
/** Just below 512 kB as it is stored. */
const largestOrder = {
  status: 'new',
  items: times(orderLimits.items, () => ({ ...item, options: times(6, () => option) })),
  discounts: times(orderLimits.discounts, () => ({ name: 'Bienvenue', price_off: '0.01 EUR' })),
  charges: times(orderLimits.charges, () => ({ name: 'Livraison', price: '0.01 EUR' })),
  payments: times(orderLimits.payments, () => ({ name: 'Carte', amount: '0.01 EUR' })),
}
const person = {
  first_name: long(255),
  last_name: long(255),
  company_name: long(255),
  address_1: long(255),
  address_2: long(255),
  city: long(255),
  delivery_notes: long(5000),
  custom_fields: { note: long(4000) },
}
const names = { name: long(255) }

/** Read, priced and put together before it turns out to be too large. */
const tooLargeOrder = {
  status: 'new',
  items: times(480, () => ({
    product_name: '',
    price: '1.00 EUR',
    quantity: '1',
    options: times(orderLimits.optionsPerItem, () => ({ option_list_name: '', name: '' })),
  })),
}

/** 20,000 products and 100,000 skus and options in 20 MB. */
function largestCatalog(turn: number): string {
  const skus = 3
  const products = times(catalogLimits.entries, (product) => ({
    ref: `P${product}`,
    category_ref: 'C',
    name: `Produit ${product} ${turn}`,
    description: 'x'.repeat(450),
    skus: times(skus, (sku) => ({ ref: `S${product}-${sku}`, name: `${sku}`, price: '12.50 EUR' })),
  }))
  const options = times(catalogLimits.parts - skus * catalogLimits.entries, (index) => ({
    ref: `O${index}`,
    name: 'Olives',
  }))
  return JSON.stringify({
    data: {
      categories: [{ ref: 'C', name: 'Tout' }],
      products,
      option_lists: times(100, (list) => ({
        ref: `L${list}`,
        name: `${list}`,
        options: options.slice(list * 400, (list + 1) * 400),
      })),
    },
  })
}

/** As many entries as a body may have keys. */
const largestInventory = JSON.stringify(
  times(25_000, (index) => ({ sku_ref: `S${Math.floor(index / 3)}-${index % 3}`, stock: `${index % 90}` })),
)

const order = ({ orderId }: BodyTargets) => `/v1/location/orders/${orderId}`
const list = ({ customerListId }: BodyTargets) => `/v1/customer_lists/${customerListId}`
const text = (value: object) => () => JSON.stringify(value)

export const bodyCases: BodyCase[] = [
  {
    id: 'orders.create',
    method: 'POST',
    path: () => '/v1/location/orders',
    maxBytes: MB,
    legal: text(largestOrder),
    refused: text(tooLargeOrder),
  },
  {
    id: 'orders.update',
    method: 'PATCH',
    path: order,
    maxBytes: MB,
    legal: ({ itemIds }, turn) =>
      JSON.stringify({
        seller_notes: `${turn} ${long(4900)}`,
        items: itemIds.map((id, index) => ({ id, private_ref: `${turn}-${index}` })),
      }),
    refused: text({ items: times(40_000, (index) => ({ id: `nobody${index}` })) }),
  },
  {
    id: 'catalogs.update',
    method: 'PUT',
    path: ({ largeCatalogId }) => `/v1/catalogs/${largeCatalogId}`,
    maxBytes: 20 * MB,
    legal: (_, turn) => largestCatalog(turn),
    byOffice: true,
  },
  {
    id: 'inventory.replace',
    method: 'PUT',
    path: ({ largeCatalogId, locationId }) =>
      `/v1/catalogs/${largeCatalogId}/locations/${locationId}/inventory`,
    maxBytes: 4 * MB,
    legal: () => largestInventory,
    byOffice: true,
    isArray: true,
  },
  {
    id: 'inventory.patch',
    method: 'PATCH',
    path: ({ largeCatalogId, locationId }) =>
      `/v1/catalogs/${largeCatalogId}/locations/${locationId}/inventory`,
    maxBytes: 4 * MB,
    legal: () => largestInventory,
    byOffice: true,
    isArray: true,
  },
  {
    id: 'customers.create',
    method: 'POST',
    path: (targets) => `${list(targets)}/customers`,
    maxBytes: 256 * kB,
    legal: text(person),
  },
  {
    id: 'customers.update',
    method: 'PATCH',
    path: (targets) => `${list(targets)}/customers/${targets.customerId}`,
    maxBytes: 256 * kB,
    legal: (_, turn) => JSON.stringify({ ...person, first_name: `${turn}` }),
  },
  {
    id: 'loyaltyCards.create',
    method: 'POST',
    path: (targets) => `${list(targets)}/loyalty_cards`,
    maxBytes: 64 * kB,
    legal: ({ customerId }, turn) => JSON.stringify({ customer_id: customerId, ...names, ref: `${turn}` }),
  },
  {
    id: 'loyaltyCards.update',
    method: 'PATCH',
    path: (targets) => `${list(targets)}/loyalty_cards/${targets.cardId}`,
    maxBytes: 64 * kB,
    legal: text(names),
  },
  {
    id: 'loyaltyOperations.create',
    method: 'POST',
    path: (targets) => `${list(targets)}/loyalty_cards/${targets.cardId}/operations`,
    maxBytes: 64 * kB,
    legal: text({ delta: '0.000001', reason: long(5000) }),
  },
  {
    id: 'delivery.create',
    method: 'POST',
    path: ({ undeliveredId }) => `/v1/location/orders/${undeliveredId}/delivery`,
    maxBytes: 256 * kB,
    legal: text({
      status: 'pending',
      carrier: long(255),
      tracking_url: `https://a.example/${'x'.repeat(2000)}`,
    }),
  },
  {
    id: 'delivery.update',
    method: 'PATCH',
    path: ({ deliveredId }) => `/v1/location/orders/${deliveredId}/delivery`,
    maxBytes: 256 * kB,
    legal: (_, turn) => JSON.stringify({ driver_name: `${turn} ${long(200)}` }),
  },
  {
    id: 'deliveryQuotes.create',
    method: 'POST',
    path: ({ undeliveredId }) => `/v1/location/orders/${undeliveredId}/delivery_quotes`,
    maxBytes: 256 * kB,
    legal: text({ carrier: long(255), fee: '4.50 EUR' }),
  },
  {
    id: 'location.update',
    method: 'PATCH',
    path: () => '/v1/location',
    maxBytes: 64 * kB,
    legal: (_, turn) => JSON.stringify({ custom_fields: { note: long(4000), turn } }),
  },
  {
    id: 'callback.set',
    method: 'POST',
    path: () => '/v1/callback',
    maxBytes: 64 * kB,
    legal: text({ events: { order: ['create', 'update'] } }),
  },
  {
    id: 'journal.replay',
    method: 'POST',
    path: () => '/v1/callback/journal/replay',
    maxBytes: 64 * kB,
    legal: text({ event_ids: times(1000, (index) => `event${index}`) }),
  },
  {
    id: 'customerLists.createInAccount',
    method: 'POST',
    path: () => '/v1/account/customer_lists',
    maxBytes: 64 * kB,
    legal: (_, turn) => JSON.stringify({ name: `${turn} ${long(200)}` }),
    byOffice: true,
  },
  { id: 'customerLists.update', method: 'PATCH', path: list, maxBytes: 64 * kB, legal: text(names) },
  {
    id: 'oauth token',
    method: 'POST',
    path: () => '/oauth2/v1/token',
    maxBytes: 64 * kB,
    legal: () => `grant_type=authorization_code&client_id=x&code=${'c'.repeat(60_000)}`,
    type: 'application/x-www-form-urlencoded',
  },
  {
    id: 'back office login',
    method: 'POST',
    path: () => '/api/login',
    maxBytes: 64 * kB,
    legal: text({ email: 'a@b.fr', password: 'x'.repeat(200) }),
  },
]

/** The rest have the body of one of those, and its code. */
export const sameBodyAs: Partial<Record<OperationId, OperationId>> = {
  'catalogs.createInLocation': 'catalogs.update',
  'catalogs.createInAccount': 'catalogs.update',
  'customerLists.createInLocation': 'customerLists.createInAccount',
}
/** Bytes that nobody parses: one megabyte at most. */
export const withoutJson: readonly OperationId[] = ['images.create']
