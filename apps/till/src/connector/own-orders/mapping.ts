// An own order of this till as an order of the hub (contract, kezia §4.5, R-E1, R-E2). Pure: values in,
// values out.
import type { Order, OrderCreate, OrderStatus, OrderUpdate } from '@hub/client'
import { formatDecimal, formatMoney, parseDecimal } from '@hub/money'
import type { OwnOrder, SoldLine } from '../../orders/index.ts'
import type { SaleLine } from '../../sales/index.ts'
import { instantText } from '../../weborders/index.ts'
import { readableDiscount } from '../invoices/discount.ts'
import { type ItemContext, itemsOf } from '../invoices/items.ts'
import { paymentOf, type SettledPayment } from '../outbox/payments.ts'

export interface OwnOrderContent {
  order: OwnOrder
  lines: SoldLine[]
  discountCents: number
  /** Deposits and a promise of the rest, or the payments of its invoice. */
  payments: SettledPayment[]
  currency: string
}

/** The `private_ref` of an element of the order. This till never deletes elements with another prefix. */
const elementRef = (number: number, element: string | number) => `${number}-${element}`

const statuses: Record<OwnOrder['status'], OrderStatus> = {
  open: 'accepted',
  invoiced: 'completed',
  closed: 'cancelled',
  deleted: 'cancelled',
  cancelled: 'cancelled',
}
/** The statuses that «Envoyer en prépa.» advances from. */
const beforePreparation: OrderStatus[] = ['new', 'received', 'accepted']
const finalStatuses: OrderStatus[] = ['completed', 'rejected', 'cancelled', 'delivery_failed']

export const isOver = (status: OrderStatus) => finalStatuses.includes(status)

export function orderOfOwn(
  content: OwnOrderContent,
  customer: Pick<OrderCreate, 'customer' | 'customer_id'>,
  context: ItemContext,
  now: string,
): OrderCreate {
  const { order } = content
  const number = String(order.number)
  return {
    status: statuses[order.status],
    ref: number,
    private_ref: number,
    service_type: order.serviceType,
    ...(order.dueAt > now && { expected_time: order.dueAt }),
    ...(order.nota && { seller_notes: order.nota }),
    ...customer,
    ...elementsOf(content, context),
    custom_fields: {
      epos: { order_id: number },
      restaurant: { staff: { name: order.sellerName, id: String(order.sellerId) } },
    },
  }
}

type Elements = Required<Pick<OrderCreate, 'items' | 'deals' | 'charges' | 'discounts' | 'payments'>>

function elementsOf({ order, payments, currency, ...sold }: OwnOrderContent, context: ItemContext): Elements {
  const { number } = order
  const { lines, discountCents } = readableDiscount(sold.lines, sold.discountCents)
  const { items, deals } = itemsOf(lines.filter(({ id }) => id !== 0).map(asSaleLine), {
    ...context,
    currency,
    itemRef: ({ rank }) => elementRef(number, rank),
  })
  return {
    items,
    deals,
    charges: lines
      .filter(({ id }) => id === 0)
      .map((line) => ({
        name: line.definition,
        ref: line.code,
        type: 'delivery',
        price: formatMoney(line.totalCents, currency),
        tax_rate: line.vatRate,
        private_ref: elementRef(number, 0),
      })),
    discounts:
      discountCents === 0
        ? []
        : [
            {
              name: 'Remise',
              price_off: formatMoney(discountCents, currency),
              private_ref: elementRef(number, 'R'),
            },
          ],
    payments: payments.map((payment) => ({
      ...paymentOf(payment, currency),
      private_ref: elementRef(number, `P${payment.modeId}`),
    })),
  }
}

/**
 * The line's id becomes its rank, so that item refs follow the line. A line of which a menu takes a part
 * becomes several items with the same ref.
 */
const asSaleLine = ({ id, ...line }: SoldLine): SaleLine => ({
  menuKey: null,
  menuName: null,
  menuIdart: null,
  menuDiscountCents: 0,
  idtar: null,
  tariffTitle: null,
  depth: 0,
  note: '',
  creditedQuantity: '0',
  ...line,
  rank: id,
})

/**
 * The update that makes the hub's order match the own order: removed elements are deleted, new ones added,
 * the rest is not mentioned (contract, kezia R-E2). Undefined when nothing differs, or when the order is over
 * at the hub.
 */
export function updateOf(
  content: OwnOrderContent,
  context: ItemContext,
  current: Order,
  now: string,
): OrderUpdate | undefined {
  const { order } = content
  const wanted = statuses[order.status]
  if (isOver(current.status)) return undefined
  const isCancelled = wanted === 'cancelled'
  const starts = order.isInPreparation && beforePreparation.includes(current.status)
  const update: OrderUpdate = {
    ...(isOver(wanted) ? { status: wanted } : starts && { status: 'in_preparation' as const }),
    ...(!isCancelled && order.nota !== (current.seller_notes ?? '') && { seller_notes: order.nota || null }),
    ...(!isCancelled && wanted === 'accepted' && dueChange(order, current, now)),
    ...(!isCancelled && elementChanges(order.number, elementsOf(content, context), current)),
  }
  return Object.keys(update).length === 0 ? undefined : update
}

/** The expected time of an order never changes, so a later «Delai» is sent as the confirmed time. */
function dueChange({ dueAt }: OwnOrder, { confirmed_time, expected_time }: Order, now: string): OrderUpdate {
  const held = confirmed_time ?? expected_time
  const known = held === null ? null : instantText(Temporal.Instant.from(held))
  return dueAt > now && dueAt !== known ? { confirmed_time: dueAt } : {}
}

type Collection = Exclude<keyof Elements, 'deals'>
type Held = { id: string; private_ref: string | null; deleted?: boolean }
/** An element as the hub or this till writes it. */
type Element = Record<string, unknown>
type Deals = Record<string, { name: string }>

function elementChanges(number: number, wanted: Elements, current: Order): OrderUpdate {
  const changes = (['items', 'charges', 'discounts', 'payments'] as const).flatMap((collection) => {
    const held = (current[collection] as Held[]).filter(
      ({ deleted, private_ref }) => deleted !== true && private_ref?.startsWith(`${number}-`),
    )
    const keyOfHeld = keysOf(collection, held as unknown as Element[], current.deals)
    const keyOfWanted = keysOf(collection, (wanted[collection] ?? []) as Element[], wanted.deals ?? {})
    const left = [...held]
    const added = ((wanted[collection] ?? []) as Element[]).filter((element) => {
      const known = left.findIndex((one) => keyOfHeld(one as unknown as Element) === keyOfWanted(element))
      if (known >= 0) left.splice(known, 1)
      return known < 0
    })
    const operations = [...left.map(({ id }) => ({ id, deleted: true })), ...added]
    if (operations.length === 0) return []
    return [[collection, operations] as const, ...dealsOf(added, wanted.deals ?? {})]
  })
  return Object.fromEntries(changes) as OrderUpdate
}

/** The deals that the added items belong to. */
function dealsOf(added: Element[], deals: Deals) {
  const keys = new Set(added.flatMap((element) => dealKeyOf(element) ?? []))
  const used = Object.entries(deals).filter(([key]) => keys.has(key))
  return used.length === 0 ? [] : [['deals', Object.fromEntries(used)] as const]
}

const dealKeyOf = ({ deal_line }: Element) =>
  (deal_line as { deal_key?: string } | null | undefined)?.deal_key ?? undefined

/**
 * The key by which elements of the hub and of this till are equal. A deal is compared as a whole: when one of
 * its items changes, all of them are deleted and added again in another deal.
 */
function keysOf(collection: Collection, elements: Element[], deals: Deals): (element: Element) => string {
  const groups = Map.groupBy(elements, (element) => dealKeyOf(element) ?? '')
  const wholes = new Map(
    [...groups].map(([key, own]) => [
      key,
      key === ''
        ? ''
        : [deals[key]?.name, ...own.map((one) => keyOf(collection, one)).toSorted()].join(' + '),
    ]),
  )
  return (element) => `${keyOf(collection, element)} ${wholes.get(dealKeyOf(element) ?? '') ?? ''}`
}

function keyOf(collection: Collection, element: Element): string {
  const { private_ref, price, price_off, amount, quantity, type } = element
  switch (collection) {
    case 'items':
      return [private_ref, price, formatDecimal(parseDecimal(String(quantity)))].join(' ')
    case 'charges':
      return [private_ref, price].join(' ')
    case 'discounts':
      return [private_ref, price_off].join(' ')
    case 'payments':
      return [private_ref, type, amount].join(' ')
  }
}

/** The deposits, and a promise in cash of the rest (contract, kezia §4.5). */
export function promisedPayments(
  deposits: SettledPayment[],
  totalCents: number,
  cash: { modeId: number; name: string },
): SettledPayment[] {
  const held = deposits.reduce((sum, { cents }) => sum + cents, 0)
  const rest = totalCents - held
  return rest > 0 || deposits.length === 0 ? [...deposits, { ...cash, isCash: true, cents: rest }] : deposits
}
