// The parts of the public API that the client names. Wire shapes, as the server sends them.

export type OrderStatus =
  | 'new'
  | 'received'
  | 'accepted'
  | 'in_preparation'
  | 'awaiting_shipment'
  | 'awaiting_collection'
  | 'in_delivery'
  | 'completed'
  | 'rejected'
  | 'cancelled'
  | 'delivery_failed'

export type ServiceType = 'delivery' | 'collection' | 'eat_in'

export interface OrderOption {
  option_list_name: string
  name: string
  ref: string | null
  price: string
  quantity: number
  /** Present only when true: an ingredient taken away. */
  removed?: boolean
}

export interface OrderItem {
  id: string
  private_ref: string | null
  product_name: string
  sku_name: string | null
  sku_ref: string | null
  price: string
  quantity: string
  subtotal: string
  tax_rate: string | null
  customer_notes: string | null
  options: OrderOption[]
  deleted: boolean
  /** Absent for an item outside deals. */
  deal_line?: { deal_key: string; label: string | null }
}

export interface OrderDiscount {
  id: string
  name: string
  ref: string | null
  price_off: string
  deleted: boolean
}

export interface OrderCharge {
  id: string
  name: string
  ref: string | null
  price: string
  tax_rate: string | null
  deleted: boolean
}

export interface OrderPayment {
  id: string
  name: string | null
  ref: string | null
  amount: string
  /** Deprecated by the API, and "online" by default; servers without it omit it. */
  type?: string | null
  deleted: boolean
}

export interface OrderCustomer {
  id: string | null
  anonymised?: boolean
  email?: string | null
  first_name?: string | null
  last_name?: string | null
  company_name?: string | null
  phone?: string | null
  phone_access_code?: string | null
  address_1?: string | null
  address_2?: string | null
  postal_code?: string | null
  city?: string | null
  country?: string | null
  delivery_notes?: string | null
}

export interface OrderDelivery {
  driver_name?: string | null
  driver_phone?: string | null
  tracking_url?: string | null
  estimated_pickup_at?: string | null
  estimated_dropoff_at?: string | null
}

export interface Order {
  id: string
  location_id: string
  ref: string | null
  private_ref: string | null
  status: OrderStatus
  service_type: ServiceType | null
  service_type_ref: string | null
  channel: string
  created_at: string
  created_by: string
  expected_time: string | null
  confirmed_time: string | null
  asap?: boolean
  customer_notes: string | null
  seller_notes: string | null
  collection_code: string | null
  coupon_codes: string[]
  total: string
  items: OrderItem[]
  deals: Record<string, { name: string; ref: string | null }>
  discounts: OrderDiscount[]
  charges: OrderCharge[]
  payments: OrderPayment[]
  customer: OrderCustomer
  delivery: OrderDelivery | null
  custom_fields: Record<string, unknown>
}

/** The fields that an update takes by value, and lists of operations (contract, orders §11). */
export interface OrderPatch {
  status?: OrderStatus
  confirmed_time?: string | null
  seller_notes?: string | null
  collection_code?: string | null
  private_ref?: string | null
  custom_fields?: Record<string, unknown>
  items?: Record<string, unknown>[]
  discounts?: Record<string, unknown>[]
  charges?: Record<string, unknown>[]
  payments?: Record<string, unknown>[]
}

/** `POST …/orders`: only the status is required (contract, orders §3). */
export type OrderInput = { status: OrderStatus } & Record<string, unknown>

export interface OrderFilter {
  private_ref?: string
  status?: OrderStatus
  created_by?: string
  /** Inclusive, ISO 8601. */
  after?: string
  /** Exclusive, ISO 8601. */
  before?: string
  customer_id?: string
}

export interface Location {
  id: string
  name: string
  account: { id: string; name: string; currency: string }
  address: string | null
  postal_code: string | null
  city: string | null
  country: string
  timezone: { name: string; offset?: number }
}

export interface Catalog {
  id: string
  name: string
  location_id?: string
  account_id?: string
  created_at: string
  /** Left out of lists and with `hideData`. */
  data?: CatalogData
}

export type CatalogData = Partial<
  Record<
    'variants' | 'categories' | 'products' | 'option_lists' | 'deals' | 'discounts' | 'charges',
    Record<string, unknown>[]
  >
>

export interface CustomerList {
  id: string
  name: string
  location_id?: string
  account_id?: string
}

export interface Callback {
  url: string | null
  events: Record<string, string[]>
}

/** An item of `GET /callback/events`; by id, the states come with it (contract, callbacks §6). */
export interface CallbackEvent {
  id: string
  resource_type: string
  event_type: string
  created_at: string
  account_id?: string
  location_id?: string
  order_id?: string
  customer_id?: string
  customer_list_id?: string
  catalog_id?: string
  new_state?: Record<string, unknown>
  previous_state?: Record<string, unknown>
  state_change?: Record<string, unknown>[]
}

/** The answer of the token endpoint (contract, oauth §5). */
export interface TokenAnswer {
  access_token: string
  token_type?: string
  scope?: string
  account_id: string | null
  account_name: string | null
  location_id: string | null
  location_name: string | null
  catalog_id: string | null
  catalog_name: string | null
  customer_list_id: string | null
  customer_list_name: string | null
  user_id?: string | null
  app_instance_id?: string | null
}
