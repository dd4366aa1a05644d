// Wire shapes come from the contract; here is what only a client names.
import type { OrderStatus } from '@hub/contract'

export type {
  Callback,
  CallbackEvent,
  CallbackEventSummary,
  Catalog,
  CatalogDataInput,
  CatalogSummary,
  CatalogUpdate,
  CustomerList,
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
