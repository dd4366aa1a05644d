/** What the order page reads of the public representation (contract, orders §5). */
export interface OrderView {
  id: string
  ref: string | null
  status: string
  service_type: string | null
  channel: string
  created_at: string
  created_by: string
  connection_name: string | null
  expected_time: string | null
  expected_time_pickup: boolean
  asap: boolean
  confirmed_time: string | null
  customer_notes: string | null
  seller_notes: string | null
  collection_code: string | null
  coupon_codes: string[]
  total: string
  items: OrderItemView[]
  deals: Record<string, { name: string; ref: string | null }>
  discounts: { id: string; name: string; price_off: string; deleted: boolean }[]
  charges: { id: string; name: string; price: string; deleted: boolean }[]
  payments: { id: string; name: string | null; type: string; amount: string; deleted: boolean }[]
  customer: Partial<Record<CustomerText, string | null>>
  delivery: { carrier?: string | null; status?: string | null; tracking_url?: string | null } | null
  custom_fields: Record<string, unknown>
}

type CustomerText =
  | 'id'
  | 'first_name'
  | 'last_name'
  | 'company_name'
  | 'email'
  | 'phone'
  | 'phone_access_code'
  | 'address_1'
  | 'address_2'
  | 'postal_code'
  | 'city'
  | 'country'
  | 'delivery_notes'

export interface OrderItemView {
  id: string
  product_name: string
  sku_name: string | null
  sku_ref: string | null
  quantity: string
  subtotal: string
  customer_notes: string | null
  options: { option_list_name: string; name: string; price: string; quantity: number; removed?: boolean }[]
  deal_line?: { deal_key: string; label: string | null }
  deleted: boolean
}

export interface Rejection {
  /** Light Markdown. */
  cause: string
  info: unknown
}

/** Why the till refused: `epos.rejection` of a rejected order's custom fields, when it names a cause. */
export function findRejection({ status, custom_fields }: OrderView): Rejection | undefined {
  if (status !== 'rejected') return undefined
  const epos = custom_fields.epos as { rejection?: { cause?: unknown; info?: unknown } } | null | undefined
  const { cause, info } = epos?.rejection ?? {}
  return typeof cause === 'string' && cause !== '' ? { cause, info } : undefined
}

export interface ItemGroup {
  /** A deal's name above its items; undefined for items outside deals. */
  deal: string | undefined
  key: string
  items: OrderItemView[]
}

/** Items in order, those of one deal together, where its first item stands (contract, back-office §4.6). */
export function groupItems({ items, deals }: Pick<OrderView, 'items' | 'deals'>): ItemGroup[] {
  const groups = new Map<string, ItemGroup>()
  for (const item of items) {
    const dealKey = item.deal_line?.deal_key
    const key = dealKey === undefined ? `item ${item.id}` : `deal ${dealKey}`
    const deal = dealKey === undefined ? undefined : (deals[dealKey]?.name ?? dealKey)
    const group = groups.get(key)
    if (group) group.items.push(item)
    else groups.set(key, { deal, key, items: [item] })
  }
  return [...groups.values()]
}
