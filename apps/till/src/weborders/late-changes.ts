import { displayMoney, formatDecimal, parseDecimal } from '@hub/money'
import type { IncomingItem, IncomingOrder } from './model.ts'

type Content = Pick<IncomingOrder, 'items' | 'charges' | 'discounts' | 'deals' | 'totalCents'>

/** The parts of an order that an invoice states. A change of them after the invoice comes too late. */
export const invoicedPart = ({ items, charges, discounts, deals, totalCents }: Content): Content => ({
  items,
  charges,
  discounts,
  deals,
  totalCents,
})

/**
 * The same without item ids, so that an order stored before items had ids equals the same order received now.
 */
export const comparedPart = (content: Content): Content => ({
  ...invoicedPart(content),
  items: content.items.map(({ id: _, ...item }) => item),
})

/** Heading of the late changes in «Nota». */
export const lateHeading = '-- Changé après la facture, non appliqué --'

/**
 * What the source changed in an order after its invoice, as lines for «Nota» (contract,
 * kezia R-O5); usually none.
 */
export function changesSince(invoiced: Content, now: Content, currency: string): string[] {
  const money = (cents: number) => displayMoney(cents, currency)
  const itemText = (item: IncomingItem) => textOf(item, money)
  const changes = [
    ...differences(invoiced.items.map(itemText), now.items.map(itemText)),
    ...differences(
      invoiced.charges.map(({ name, cents }) => `${name} ${money(cents)}`),
      now.charges.map(({ name, cents }) => `${name} ${money(cents)}`),
    ),
    ...differences(
      invoiced.discounts.map(({ name, cents }) => `${name} -${money(cents)}`),
      now.discounts.map(({ name, cents }) => `${name} -${money(cents)}`),
    ),
  ]
  if (invoiced.totalCents !== now.totalCents)
    changes.push(`Total ${money(invoiced.totalCents)} → ${money(now.totalCents)}`)
  return changes.length === 0 ? [] : [lateHeading, ...changes]
}

function textOf(
  { name, variantName, quantity, unitCents, options }: IncomingItem,
  money: (cents: number) => string,
): string {
  const extras = options.map(
    (option) => `${option.removed ? 'sans ' : ''}${option.name} × ${option.quantity}`,
  )
  const count = formatDecimal(parseDecimal(quantity)).replace(/\.0$/, '').replace('.', ',')
  const label = variantName ? `${name} - ${variantName}` : name
  return [`${count} × ${label} ${money(unitCents)}`, ...extras].join(', ')
}

/** Each text that occurs more often on one side than on the other. */
function differences(before: string[], after: string[]): string[] {
  const gone = without(before, after)
  const added = without(after, before)
  return [...gone.map((text) => `- ${text}`), ...added.map((text) => `+ ${text}`)]
}

function without(texts: string[], taken: string[]): string[] {
  const left = [...taken]
  return texts.filter((text) => {
    const at = left.indexOf(text)
    if (at === -1) return true
    left.splice(at, 1)
    return false
  })
}
