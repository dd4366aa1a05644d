import { catalogLimits, maxImageBytes, type OperationId, operations, orderLimits } from '@hub/contract'
import { always, type Bodies, type BodyCase, type Caller, kB, long, MB, times } from './case.ts'
import { worstForms, worstImages } from './worst.ts'

const option = { option_list_name: 'Suppléments', name: 'Olives', ref: 'OLI', price: '1.00 EUR', quantity: 1 }
const item = {
  product_name: 'Margherita',
  sku_name: 'Grande',
  sku_ref: 'MAR-G',
  price: '12.50 EUR',
  quantity: '2',
}
/** Just below 512 kB as it is stored. */
export const largestOrder = {
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
const newList = {
  maxBytes: 64 * kB,
  largest: (_: unknown, turn: number) => JSON.stringify({ name: `${turn} ${long(200)}` }),
}

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
export function largestCatalog(turn: number, name?: string): object {
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
  return {
    name,
    data: {
      categories: [{ ref: 'C', name: 'Tout' }],
      products,
      option_lists: times(100, (list) => ({
        ref: `L${list}`,
        name: `${list}`,
        options: options.slice(list * 400, (list + 1) * 400),
      })),
    },
  }
}

/** As many entries as a body may have keys. */
export const maxStockEntries = 25_000
export const largestInventory = (turn: number) =>
  times(maxStockEntries, (index) => ({
    sku_ref: `S${Math.floor(index / 3)}-${index % 3}`,
    // Every entry is another one each time.
    stock: `${(index + turn) % 90}`,
  }))

const inventory = {
  // Its own limit, below MAX_BODY_MB.
  maxBytes: 4 * MB,
  largest: (_: unknown, turn: number) => JSON.stringify(largestInventory(turn)),
  caller: 'office',
  isArray: true,
} as const satisfies Bodies

/** A new catalogue is read by the same code as one that replaces another: its worst shapes are measured there. */
const newCatalog = {
  maxBytes: 20 * MB,
  largest: (_: unknown, turn: number) => JSON.stringify(largestCatalog(turn, `Carte ${turn}`)),
  worst: () => [],
  caller: 'office',
} as const satisfies Bodies

/** A PNG that declares its size, and as many bytes as an image may have. */
function largestImage(turn: number): Buffer {
  const image = Buffer.alloc(maxImageBytes)
  image.write('\x89PNG\r\n\x1a\n', 'latin1')
  image.write('IHDR', 12)
  image.writeUInt32BE(6000, 16)
  image.writeUInt32BE(6000, 20)
  image.writeUInt32BE(turn, 100)
  return image
}

/** Operations whose body is read, without those that take none. */
type OperationWithBody = {
  [I in OperationId]: (typeof operations)[I] extends { bodiless: true }
    ? never
    : (typeof operations)[I]['methods'][0] extends 'POST' | 'PATCH' | 'PUT'
      ? I
      : never
}[OperationId]

/** Every operation of the public API with a body: an operation that is missing here does not compile. */
const bodies: Record<OperationWithBody, Bodies> = {
  'orders.create': {
    maxBytes: MB,
    largest: always(largestOrder),
    refusedLate: always(tooLargeOrder),
  },
  'orders.update': {
    maxBytes: MB,
    largest: ({ itemIds }, turn) =>
      JSON.stringify({
        seller_notes: `${turn} ${long(4900)}`,
        items: itemIds.map((id, index) => ({ id, private_ref: `${turn}-${index}` })),
      }),
    refusedLate: always({ items: times(40_000, (index) => ({ id: `nobody${index}` })) }),
  },
  'catalogs.update': {
    maxBytes: 20 * MB,
    largest: (_, turn) => JSON.stringify(largestCatalog(turn)),
    caller: 'office',
  },
  'catalogs.createInLocation': newCatalog,
  'catalogs.createInAccount': newCatalog,
  'images.create': {
    maxBytes: maxImageBytes,
    largest: (_, turn) => largestImage(turn),
    worst: worstImages,
    type: 'image/png',
    caller: 'office',
  },
  'inventory.replace': inventory,
  'inventory.patch': inventory,
  'customers.create': { maxBytes: 256 * kB, largest: always(person) },
  'customers.update': {
    maxBytes: 256 * kB,
    largest: (_, turn) => JSON.stringify({ ...person, first_name: `${turn}` }),
  },
  'loyaltyCards.create': {
    maxBytes: 64 * kB,
    largest: ({ params }, turn) =>
      JSON.stringify({ customer_id: params.customer_id, ...names, ref: `${turn}` }),
  },
  'loyaltyCards.update': { maxBytes: 64 * kB, largest: always(names) },
  'loyaltyOperations.create': {
    maxBytes: 64 * kB,
    largest: always({ delta: '0.000001', reason: long(5000) }),
  },
  'delivery.create': {
    maxBytes: 256 * kB,
    largest: always({
      status: 'pending',
      carrier: long(255),
      tracking_url: `https://a.example/${'x'.repeat(2000)}`,
    }),
    params: ({ undeliveredId }) => ({ order_id: undeliveredId }),
  },
  'delivery.update': {
    maxBytes: 256 * kB,
    largest: (_, turn) => JSON.stringify({ driver_name: `${turn} ${long(200)}` }),
    params: ({ deliveredId }) => ({ order_id: deliveredId }),
  },
  'deliveryQuotes.create': {
    maxBytes: 256 * kB,
    largest: always({ carrier: long(255), fee: '4.50 EUR' }),
    params: ({ undeliveredId }) => ({ order_id: undeliveredId }),
  },
  'location.update': {
    maxBytes: 64 * kB,
    largest: (_, turn) => JSON.stringify({ custom_fields: { note: long(4000), turn } }),
  },
  'callback.set': { maxBytes: 64 * kB, largest: always({ events: { order: ['create', 'update'] } }) },
  'journal.replay': {
    maxBytes: 64 * kB,
    largest: always({ event_ids: times(1000, (index) => `${index}`.padStart(58, 'e')) }),
  },
  'customerLists.createInLocation': { ...newList, caller: 'office' },
  'customerLists.createInAccount': { ...newList, caller: 'office' },
  'customerLists.update': { maxBytes: 64 * kB, largest: always(names) },
}

const form = 'application/x-www-form-urlencoded'
const secretForm = { maxBytes: 64 * kB, type: form, worst: worstForms }
const oauth: BodyCase[] = [
  {
    ...secretForm,
    id: 'oauth token',
    method: 'POST',
    path: '/oauth2/v1/token',
    largest: () => `grant_type=authorization_code&client_id=x&code=${'c'.repeat(60_000)}`,
  },
  {
    ...secretForm,
    id: 'oauth revoke',
    method: 'POST',
    path: '/oauth2/v1/revoke',
    largest: () => `client_id=x&token=${'c'.repeat(60_000)}`,
  },
  {
    ...secretForm,
    id: 'oauth device',
    method: 'POST',
    path: '/oauth2/v1/device_authorization',
    largest: () => `client_id=x&scope=${'location[orders.read],'.repeat(2800)}`,
  },
]

function caseOf(id: OperationWithBody): BodyCase {
  const { methods, long: path } = operations[id]
  return { ...bodies[id], id, method: methods[0], path: `/v1${path}` }
}
const stockById = (ids: readonly string[]) =>
  JSON.stringify(ids.map((id, index) => ({ sku_id: id, stock: `${index % 90}` })))

/** The largest body, sent in another way. */
const variant = (
  id: OperationWithBody,
  how: string,
  options: Pick<BodyCase, 'isKeyed' | 'isChunked'> | Pick<BodyCase, 'largest'>,
): BodyCase => ({ ...caseOf(id), ...options, id: `${id} ${how}`, worst: () => [], refusedLate: undefined })

const idsWithBody = Object.keys(bodies) as OperationWithBody[]
export const publicCases: BodyCase[] = [
  ...idsWithBody.map(caseOf),
  ...oauth,
  variant('orders.create', 'with a key', { isKeyed: true }),
  variant('catalogs.update', 'with a key', { isKeyed: true }),
  variant('catalogs.update', 'in chunks', { isChunked: true }),
  variant('inventory.replace', 'by id', { largest: ({ skuIds }) => stockById(skuIds) }),
]

const read = (id: OperationId, caller: Caller = 'webshop'): BodyCase => ({
  id,
  caller,
  method: 'GET',
  path: `/v1${operations[id].long}`,
  maxBytes: 0,
  largest: () => '',
})
/** Answers without a body to read: the largest ones. */
export const publicReads: BodyCase[] = [
  read('catalogs.get', 'office'),
  read('products.list', 'office'),
  read('options.list', 'office'),
  read('inventory.get', 'office'),
  read('orders.list'),
  read('orders.get'),
]
