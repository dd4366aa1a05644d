/**
 * The permission table of the API (contract, oauth §11), as data: routes are registered from it and tests iterate over
 * it. Paths are below `/v1`. `short` is the path for the token's own location or account.
 */
export type OperationLevel = 'both' | 'account' | 'any'
/** `any`: any level permission; `any.write`: one with a write right; `profile`: `profile` or `profile_with_email`. */
export type OperationPermission =
  | 'any'
  | 'any.write'
  | 'profile'
  | 'orders.read'
  | 'orders.write'
  | 'customer_list.read'
  | 'customer_list.write'
  | 'all_customer_lists.write'
  | 'catalog.read'
  | 'catalog.write'
  | 'all_catalogs.write'
  /** Or the older form, the same right on catalogs (oauth §3). */
  | 'inventory.read'
  | 'inventory.write'

export interface Operation {
  /** The first method is the documented one, the others are its aliases. */
  methods: readonly ('GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE')[]
  long?: string
  short?: string
  level: OperationLevel
  permission: OperationPermission
  /** A POST that takes no body. */
  bodiless?: true
}

const order = '/locations/:location_id/orders/:order_id'
const shortOrder = '/location/orders/:order_id'
const customer = '/customer_lists/:customer_list_id/customers/:customer_id'
const cards = '/customer_lists/:customer_list_id/loyalty_cards'
const card = `${cards}/:loyalty_card_id` as const
const inventory = {
  long: '/catalogs/:catalog_id/locations/:location_id/inventory',
  short: '/catalogs/:catalog_id/location/inventory',
} as const

/** Parts of a catalog are read with the catalog's permission; they are written only as a whole (catalogs §1). */
const catalogPart = { methods: ['GET'], level: 'both', permission: 'catalog.read' } as const

export const operations = {
  'location.get': {
    methods: ['GET'],
    long: '/locations/:location_id',
    short: '/location',
    level: 'both',
    permission: 'any',
  },
  'location.update': {
    methods: ['PATCH'],
    long: '/locations/:location_id',
    short: '/location',
    level: 'both',
    permission: 'any.write',
  },
  'location.list': { methods: ['GET'], long: '/locations', level: 'account', permission: 'any' },
  'account.get': {
    methods: ['GET'],
    long: '/accounts/:account_id',
    short: '/account',
    level: 'account',
    permission: 'any',
  },
  'account.list': { methods: ['GET'], long: '/accounts', level: 'account', permission: 'any' },
  'user.get': { methods: ['GET'], long: '/user', level: 'any', permission: 'profile' },

  'callback.get': { methods: ['GET'], long: '/callback', level: 'both', permission: 'any' },
  'callback.set': { methods: ['POST'], long: '/callback', level: 'both', permission: 'any' },
  'callback.delete': { methods: ['DELETE'], long: '/callback', level: 'both', permission: 'any' },
  'events.list': { methods: ['GET'], long: '/callback/events', level: 'both', permission: 'any' },
  'events.stream': { methods: ['GET'], long: '/callback/events/stream', level: 'both', permission: 'any' },
  'events.get': { methods: ['GET'], long: '/callback/events/:event_id', level: 'both', permission: 'any' },
  'events.delete': {
    methods: ['DELETE'],
    long: '/callback/events/:event_id',
    level: 'both',
    permission: 'any',
  },
  'journal.list': { methods: ['GET'], long: '/callback/journal', level: 'both', permission: 'any' },
  'journal.replay': { methods: ['POST'], long: '/callback/journal/replay', level: 'both', permission: 'any' },

  'orders.create': {
    methods: ['POST'],
    long: '/locations/:location_id/orders',
    short: '/location/orders',
    level: 'both',
    permission: 'orders.write',
  },
  'orders.list': {
    methods: ['GET'],
    long: '/locations/:location_id/orders',
    short: '/location/orders',
    level: 'both',
    permission: 'orders.read',
  },
  'orders.listOfAccount': {
    methods: ['GET'],
    long: '/accounts/:account_id/orders',
    short: '/account/orders',
    level: 'account',
    permission: 'orders.read',
  },
  'orders.get': {
    methods: ['GET'],
    long: order,
    short: shortOrder,
    level: 'both',
    permission: 'orders.read',
  },
  'orders.update': {
    methods: ['PATCH', 'PUT'],
    long: order,
    short: shortOrder,
    level: 'both',
    permission: 'orders.write',
  },

  'deliveryQuotes.create': {
    methods: ['POST'],
    long: `${order}/delivery_quotes`,
    short: `${shortOrder}/delivery_quotes`,
    level: 'both',
    permission: 'orders.write',
  },
  'deliveryQuotes.accept': {
    methods: ['POST'],
    long: `${order}/delivery_quotes/:quote_id/accept`,
    short: `${shortOrder}/delivery_quotes/:quote_id/accept`,
    level: 'both',
    permission: 'orders.write',
    bodiless: true,
  },
  'deliveryQuotes.get': {
    methods: ['GET'],
    long: `${order}/delivery_quotes/:quote_id`,
    short: `${shortOrder}/delivery_quotes/:quote_id`,
    level: 'both',
    permission: 'orders.read',
  },
  'deliveryQuotes.list': {
    methods: ['GET'],
    long: `${order}/delivery_quotes`,
    short: `${shortOrder}/delivery_quotes`,
    level: 'both',
    permission: 'orders.read',
  },
  'delivery.create': {
    methods: ['POST'],
    long: `${order}/delivery`,
    short: `${shortOrder}/delivery`,
    level: 'both',
    permission: 'orders.write',
  },
  'delivery.get': {
    methods: ['GET'],
    long: `${order}/delivery`,
    short: `${shortOrder}/delivery`,
    level: 'both',
    permission: 'orders.read',
  },
  'delivery.update': {
    methods: ['PATCH', 'PUT'],
    long: `${order}/delivery`,
    short: `${shortOrder}/delivery`,
    level: 'both',
    permission: 'orders.write',
  },

  'customerLists.get': {
    methods: ['GET'],
    long: '/customer_lists/:customer_list_id',
    level: 'both',
    permission: 'customer_list.read',
  },
  'customerLists.listOfLocation': {
    methods: ['GET'],
    long: '/locations/:location_id/customer_lists',
    short: '/location/customer_lists',
    level: 'both',
    permission: 'customer_list.read',
  },
  'customerLists.listOfAccount': {
    methods: ['GET'],
    long: '/accounts/:account_id/customer_lists',
    short: '/account/customer_lists',
    level: 'account',
    permission: 'customer_list.read',
  },
  'customerLists.createInLocation': {
    methods: ['POST'],
    long: '/locations/:location_id/customer_lists',
    short: '/location/customer_lists',
    level: 'both',
    permission: 'all_customer_lists.write',
  },
  'customerLists.createInAccount': {
    methods: ['POST'],
    long: '/accounts/:account_id/customer_lists',
    short: '/account/customer_lists',
    level: 'account',
    permission: 'all_customer_lists.write',
  },
  'customerLists.update': {
    methods: ['PATCH', 'PUT'],
    long: '/customer_lists/:customer_list_id',
    level: 'both',
    permission: 'customer_list.write',
  },
  'customerLists.delete': {
    methods: ['DELETE'],
    long: '/customer_lists/:customer_list_id',
    level: 'both',
    permission: 'all_customer_lists.write',
  },
  'customers.get': { methods: ['GET'], long: customer, level: 'both', permission: 'customer_list.read' },
  'customers.list': {
    methods: ['GET'],
    long: '/customer_lists/:customer_list_id/customers',
    level: 'both',
    permission: 'customer_list.read',
  },
  'customers.create': {
    methods: ['POST'],
    long: '/customer_lists/:customer_list_id/customers',
    level: 'both',
    permission: 'customer_list.write',
  },
  'customers.update': {
    methods: ['PATCH', 'PUT'],
    long: customer,
    level: 'both',
    permission: 'customer_list.write',
  },
  'customers.anonymise': {
    methods: ['POST'],
    long: `${customer}/anonymise`,
    level: 'both',
    permission: 'customer_list.write',
    bodiless: true,
  },
  'loyaltyCards.get': { methods: ['GET'], long: card, level: 'both', permission: 'customer_list.read' },
  'loyaltyCards.list': { methods: ['GET'], long: cards, level: 'both', permission: 'customer_list.read' },
  'loyaltyCards.create': { methods: ['POST'], long: cards, level: 'both', permission: 'customer_list.write' },
  'loyaltyCards.update': {
    methods: ['PATCH', 'PUT'],
    long: card,
    level: 'both',
    permission: 'customer_list.write',
  },
  'loyaltyOperations.get': {
    methods: ['GET'],
    long: `${card}/operations/:operation_id`,
    level: 'both',
    permission: 'customer_list.read',
  },
  'loyaltyOperations.list': {
    methods: ['GET'],
    long: `${card}/operations`,
    level: 'both',
    permission: 'customer_list.read',
  },
  'loyaltyOperations.create': {
    methods: ['POST'],
    long: `${card}/operations`,
    level: 'both',
    permission: 'customer_list.write',
  },

  'catalogs.get': {
    methods: ['GET'],
    long: '/catalogs/:catalog_id',
    level: 'both',
    permission: 'catalog.read',
  },
  'catalogs.listOfLocation': {
    methods: ['GET'],
    long: '/locations/:location_id/catalogs',
    short: '/location/catalogs',
    level: 'both',
    permission: 'catalog.read',
  },
  'catalogs.listOfAccount': {
    methods: ['GET'],
    long: '/accounts/:account_id/catalogs',
    short: '/account/catalogs',
    level: 'account',
    permission: 'catalog.read',
  },
  'catalogs.createInLocation': {
    methods: ['POST'],
    long: '/locations/:location_id/catalogs',
    short: '/location/catalogs',
    level: 'both',
    permission: 'all_catalogs.write',
  },
  'catalogs.createInAccount': {
    methods: ['POST'],
    long: '/accounts/:account_id/catalogs',
    short: '/account/catalogs',
    level: 'account',
    permission: 'all_catalogs.write',
  },
  'catalogs.update': {
    methods: ['PUT'],
    long: '/catalogs/:catalog_id',
    level: 'both',
    permission: 'catalog.write',
  },
  'catalogs.delete': {
    methods: ['DELETE'],
    long: '/catalogs/:catalog_id',
    level: 'both',
    permission: 'all_catalogs.write',
  },
  'categories.list': { ...catalogPart, long: '/catalogs/:catalog_id/categories' },
  'categories.get': { ...catalogPart, long: '/catalogs/:catalog_id/categories/:category_id' },
  'products.list': { ...catalogPart, long: '/catalogs/:catalog_id/products' },
  'products.get': { ...catalogPart, long: '/catalogs/:catalog_id/products/:product_id' },
  'skus.list': { ...catalogPart, long: '/catalogs/:catalog_id/products/:product_id/skus' },
  'skus.get': { ...catalogPart, long: '/catalogs/:catalog_id/products/:product_id/skus/:sku_id' },
  'optionLists.list': { ...catalogPart, long: '/catalogs/:catalog_id/option_lists' },
  'optionLists.get': { ...catalogPart, long: '/catalogs/:catalog_id/option_lists/:option_list_id' },
  'options.list': { ...catalogPart, long: '/catalogs/:catalog_id/option_lists/:option_list_id/options' },
  'options.get': {
    ...catalogPart,
    long: '/catalogs/:catalog_id/option_lists/:option_list_id/options/:option_id',
  },
  'deals.list': { ...catalogPart, long: '/catalogs/:catalog_id/deals' },
  'deals.get': { ...catalogPart, long: '/catalogs/:catalog_id/deals/:deal_id' },
  'discounts.list': { ...catalogPart, long: '/catalogs/:catalog_id/discounts' },
  'discounts.get': { ...catalogPart, long: '/catalogs/:catalog_id/discounts/:discount_id' },
  'charges.list': { ...catalogPart, long: '/catalogs/:catalog_id/charges' },
  'charges.get': { ...catalogPart, long: '/catalogs/:catalog_id/charges/:charge_id' },

  'images.create': {
    methods: ['POST'],
    long: '/catalogs/:catalog_id/images',
    level: 'both',
    permission: 'catalog.write',
  },
  'images.list': {
    methods: ['GET'],
    long: '/catalogs/:catalog_id/images',
    level: 'both',
    permission: 'catalog.read',
  },
  'images.get': {
    methods: ['GET'],
    long: '/catalogs/:catalog_id/images/:image_id',
    level: 'both',
    permission: 'catalog.read',
  },
  'images.data': {
    methods: ['GET'],
    long: '/catalogs/:catalog_id/images/:image_id/data',
    level: 'both',
    permission: 'catalog.read',
  },

  'inventory.get': { methods: ['GET'], ...inventory, level: 'both', permission: 'inventory.read' },
  'inventory.replace': { methods: ['PUT'], ...inventory, level: 'both', permission: 'inventory.write' },
  'inventory.patch': { methods: ['PATCH'], ...inventory, level: 'both', permission: 'inventory.write' },
} as const satisfies Record<string, Operation>

export type OperationId = keyof typeof operations
