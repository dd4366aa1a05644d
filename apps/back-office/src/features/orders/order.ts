import type { Order, OrderItem } from '@hub/contract'

export interface Rejection {
  /** Light Markdown. */
  cause: string
  info: unknown
}

/** Why it was refused: `epos.rejection` of a rejected order's custom fields, when it names a cause. */
export function findRejection({ status, custom_fields }: Order): Rejection | undefined {
  if (status !== 'rejected') return undefined
  const epos = custom_fields.epos as { rejection?: { cause?: unknown; info?: unknown } } | null | undefined
  const { cause, info } = epos?.rejection ?? {}
  return typeof cause === 'string' && cause !== '' ? { cause, info } : undefined
}

export interface ItemGroup {
  /** A deal's name above its items; undefined for items outside deals. */
  deal: string | undefined
  key: string
  items: OrderItem[]
}

/** Items in order, those of one deal together, where its first item stands (contract, back-office §4.6). */
export function groupItems({ items, deals }: Pick<Order, 'items' | 'deals'>): ItemGroup[] {
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
