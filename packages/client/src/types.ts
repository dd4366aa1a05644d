// Wire shapes come from the contract; here are those that only a client names.
import type { OrderStatus } from '@hub/contract'

export type {
  Callback,
  CallbackEvent,
  CallbackEventSummary,
  Location,
  Order,
  OrderCharge,
  OrderCreate,
  OrderDeal,
  OrderDiscount,
  OrderItem,
  OrderOption,
  OrderPayment,
  OrderStatus,
  OrderUpdate,
  TokenAnswer,
} from '@hub/contract'

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

export interface Catalog {
  id: string
  name: string
  location_id?: string
  account_id?: string
  created_at: string
  /** Left out of lists and with `hideData`. */
  data?: CatalogData
}

/** Sections as uploaded or as retrieved (contract, catalogs §4–§12). */
export type CatalogData = Partial<
  Record<
    'variants' | 'categories' | 'products' | 'option_lists' | 'deals' | 'discounts' | 'charges',
    object[]
  >
>

export interface CustomerList {
  id: string
  name: string
  location_id?: string
  account_id?: string
}
