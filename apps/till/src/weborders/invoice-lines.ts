// The lines and earlier payments of a web order's invoice. Pure: values in, values out.
import { type Cents, formatDecimal, parseDecimal } from '@hub/money'
import type { DraftLine } from '../sales/index.ts'
import type { IncomingPayment, OrderLine } from './model.ts'
import { isCash, modeIdOf, paidCents } from './rules.ts'
import { spreadOrderDiscount } from './totals.ts'

export interface InvoiceLines {
  lines: DraftLine[]
  /** «Remise», as spread over the lines. */
  discountCents: Cents
}

export const gapCode = 'ECART'
export const gapName = 'Écart de total'

/**
 * The lines of an order as sold. Prices are those received, the discount is spread (contract, kezia R-K3,
 * counter T22), a deal precedes its components, and options follow their article. A difference between these
 * lines and the received total becomes a line of its own, because the source's total is binding (R-K13).
 */
export function invoiceLines(
  lines: OrderLine[],
  order: { discountCents: Cents; totalCents: Cents },
): InvoiceLines {
  const amounts = lines.map(({ totalCents }) => totalCents)
  const shares = spreadOrderDiscount(lines, order.discountCents)
  let menu: { key: number; name: string; idart: number | null } | null = null
  let menus = 0
  const sold = lines.map((line, index): DraftLine => {
    if (line.kind === 'deal') {
      menus += 1
      menu = { key: menus, name: line.name, idart: line.articleId || null }
    } else if (line.depth === 0) menu = null
    return {
      idart: line.articleId || null,
      code: line.code,
      definition: line.name,
      quantity: line.quantity,
      unitCents: line.unitCents,
      discountCents: 0,
      sharedDiscountCents: shares[index] ?? 0,
      totalCents: line.totalCents,
      vatRate: formatDecimal(parseDecimal(line.vatRate)),
      menuKey: menu?.key ?? null,
      menuName: menu?.name ?? null,
      menuIdart: menu?.idart ?? null,
      depth: line.kind === 'option' ? 1 : 0,
      note: noteOf(line),
    }
  })
  const discountCents = shares.reduce((sum, share) => sum + share, 0)
  const gapCents = order.totalCents - (amounts.reduce((sum, cents) => sum + cents, 0) - discountCents)
  return { lines: gapCents === 0 ? sold : [...sold, gapLine(gapCents, lines)], discountCents }
}

/**
 * The customer's request, or the name of a fee, because several fees may share an article. The list name
 * of an option is not kept.
 */
function noteOf({ kind, note, name }: OrderLine): string {
  if (note === null || kind === 'option' || note === name) return ''
  return note
}

/** Taxed like the largest line, which is most of the total. */
function gapLine(cents: Cents, lines: OrderLine[]): DraftLine {
  const largest = lines.reduce<OrderLine | undefined>(
    (best, line) => (!best || line.totalCents > best.totalCents ? line : best),
    undefined,
  )
  return {
    idart: null,
    code: gapCode,
    definition: gapName,
    quantity: '1.0',
    unitCents: cents,
    discountCents: 0,
    sharedDiscountCents: 0,
    totalCents: cents,
    vatRate: formatDecimal(parseDecimal(largest?.vatRate ?? '0')),
  }
}

/**
 * Payments before the invoice, in cents by payment mode: all but promises of cash, and at most the total
 * (contract, kezia D39). A total below 0 is paid back, so only the source's refunds count.
 */
export function receivedByMode(
  payments: IncomingPayment[],
  totalCents: Cents,
  modes: { ids: number[]; cashModeId: number; webModeId: number },
): Map<number, Cents> {
  const sign = Math.sign(totalCents)
  let budget = Math.min(paidTowards(payments, totalCents, modes.cashModeId), sign * totalCents)
  const received = new Map<number, Cents>()
  for (const payment of payments) {
    if (isCash(payment, modes.cashModeId)) continue
    const cents = Math.min(sign * payment.cents, budget)
    if (cents <= 0) continue
    budget -= cents
    const modeId = modeIdOf(payment, modes.ids, modes)
    received.set(modeId, (received.get(modeId) ?? 0) + sign * cents)
  }
  return received
}

/** What is left to pay; negative when it must be paid back. */
export const dueCents = (payments: IncomingPayment[], totalCents: Cents, cashModeId: number): Cents => {
  const sign = Math.sign(totalCents)
  return totalCents - sign * Math.min(paidTowards(payments, totalCents, cashModeId), sign * totalCents)
}

/** What was paid in the direction of the total, at least 0. */
const paidTowards = (payments: IncomingPayment[], totalCents: Cents, cashModeId: number): Cents =>
  Math.max(Math.sign(totalCents) * paidCents(payments, cashModeId), 0)
