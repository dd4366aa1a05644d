import { formatMoney, parseMoney } from '@hub/money'
import { expect } from 'vitest'
import type { StubHub } from '../connector/testing/stub-hub.ts'
import { type HubTill, until } from '../connector/testing/till.ts'
import type { Sale } from '../sales/wire.ts'
import type { RandomWebOrder } from './random-day.ts'

interface WebShop {
  hub: StubHub
  till: HubTill
  /** «Paiement par acompte 100%». */
  isFullDeposit: boolean
}

/** The outcome of an order of the hub. */
export interface WebOrderOutcome {
  /** Its invoice; null without one. */
  sale: Sale | null
  /** Received as a deposit, whether or not an invoice has used it since. */
  heldCents: number
}

const money = (cents: number) => formatMoney(cents, 'EUR')

/** Places an order from another application and validates it here; then invoices it, cancels it or leaves it open. */
export async function playWebOrder(
  { hub, till, isFullDeposit }: WebShop,
  act: RandomWebOrder,
): Promise<WebOrderOutcome> {
  const { id, number, totalCents } = await arrive(hub, till, act)
  // A negative total is refunded, so every sign is reversed.
  const sign = Math.sign(totalCents)
  const online = sign * Math.min(Math.max(sign * paidCents(act, totalCents), 0), sign * totalCents)
  expect(await till.accept(number)).toBe(204)
  if (act.end === 'cancelled') {
    hub.change(id, { status: 'cancelled' })
    await until(async () => expect((await till.details(number)).status).toBe('cancelled'))
    return { sale: null, heldCents: 0 }
  }
  const heldCents = isFullDeposit && totalCents > 0 && online === totalCents ? online : 0
  if (act.end === 'open') return { sale: null, heldCents }
  const dueCents = totalCents - online
  const { status, body } = await till.post<Sale>(`/api/web-orders/${number}/invoice`, {
    draftId: crypto.randomUUID(),
    sellerId: 2,
    payments: dueCents === 0 ? [] : [{ modeId: 1, cents: dueCents }],
    dueCents,
  })
  expect([status, body]).toMatchObject([201, { totalCents, origin: { kind: 'web-order', number } }])
  // What the source took or refunded beyond the total was real money, so the hub keeps it unchanged. Otherwise the
  // payments add up to the total (contract, kezia D40).
  const told = paidCents(act, totalCents)
  const isBeyond = totalCents === 0 || (sign * told > 0 && Math.abs(told) > Math.abs(totalCents))
  await until(() => expect(paidAt(hub, id)).toBe(isBeyond ? told : totalCents))
  return { sale: body, heldCents }
}

const paidAt = (hub: StubHub, id: string) =>
  hub
    .order(id)
    .payments.filter(({ deleted }) => !deleted)
    .reduce((sum, { amount }) => sum + parseMoney(amount)!.cents, 0)

/** The amount that the source reports as paid online. */
function paidCents({ paidBy }: RandomWebOrder, totalCents: number): number {
  const paid = { online: totalCents, half: Math.trunc(totalCents / 2), above: totalCents + 300 }
  return { ...paid, refunded: -500, cash: 0 }[paidBy]
}

/** Places the order with a payment that depends on its total, and waits until the till has it. */
async function arrive(hub: StubHub, till: HubTill, act: RandomWebOrder) {
  const items = act.items.map(({ ref, cents, quantity, hasOption }) => ({
    sku_ref: ref,
    price: money(cents),
    quantity: String(quantity),
    options: hasOption
      ? [{ option_list_name: 'Suppléments', name: 'Olives', ref: '7', price: '0.80 EUR', quantity: 1 }]
      : [],
  }))
  const sumCents = act.items.reduce(
    (sum, { cents, quantity, hasOption }) => sum + (cents + (hasOption ? 80 : 0)) * quantity,
    act.chargeCents,
  )
  const discountCents = Math.min(act.discountCents, Math.max(sumCents, 0))
  const totalCents = sumCents - discountCents + act.discrepancyCents
  const paid = paidCents(act, totalCents)
  const { id } = hub.place({
    items,
    service_type: act.serviceType,
    charges: act.chargeCents === 0 ? [] : [{ price: money(act.chargeCents) }],
    discounts: discountCents === 0 ? [] : [{ price_off: money(discountCents) }],
    payments: paid === 0 ? [] : [{ amount: money(paid) }],
    total: money(totalCents),
  })
  const { number } = await until(async () => {
    const order = (await till.orders()).find(({ sourceId }) => sourceId === id)
    expect(order).toBeDefined()
    return order!
  })
  return { id, number, totalCents }
}
