import { formatMoney } from '@hub/money'
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

/** What became of an order of the hub. */
export interface WebOrderOutcome {
  /** Its facture, once it has one. */
  sale: Sale | null
  /** Held as a deposit, whether or not a facture took it since. */
  heldCents: number
}

const money = (cents: number) => formatMoney(cents, 'EUR')

/** Another application places the order; someone validates it here, then it is settled, called off or waits. */
export async function playWebOrder(
  { hub, till, isFullDeposit }: WebShop,
  act: RandomWebOrder,
): Promise<WebOrderOutcome> {
  const { id, number, totalCents } = await arrive(hub, till, act)
  const online = act.paidBy === 'online' ? totalCents : act.paidBy === 'half' ? Math.trunc(totalCents / 2) : 0
  expect(await till.accept(number)).toBe(204)
  if (act.end === 'cancelled') {
    hub.change(id, { status: 'cancelled' })
    await until(async () => expect((await till.details(number)).status).toBe('cancelled'))
    return { sale: null, heldCents: 0 }
  }
  const heldCents = isFullDeposit && online === totalCents ? online : 0
  if (act.end === 'open') return { sale: null, heldCents }
  const dueCents = totalCents - online
  const { status, body } = await till.post<Sale>(`/api/web-orders/${number}/invoice`, {
    draftId: crypto.randomUUID(),
    sellerId: 2,
    payments: dueCents === 0 ? [] : [{ modeId: 1, cents: dueCents }],
    dueCents,
  })
  expect([status, body]).toMatchObject([201, { totalCents, origin: { kind: 'web-order', number } }])
  return { sale: body, heldCents }
}

/** Places it, with the payment that its total asks for, and waits until the till knows it. */
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
  const discountCents = Math.min(act.discountCents, sumCents)
  const totalCents = sumCents - discountCents + act.discrepancyCents
  const paidCents = act.paidBy === 'half' ? Math.trunc(totalCents / 2) : totalCents
  const isPaid = act.paidBy !== 'cash' && paidCents > 0
  const { id } = hub.place({
    items,
    service_type: act.serviceType,
    charges: act.chargeCents === 0 ? [] : [{ price: money(act.chargeCents) }],
    discounts: discountCents === 0 ? [] : [{ price_off: money(discountCents) }],
    payments: isPaid ? [{ amount: money(paidCents) }] : [],
    total: money(totalCents),
  })
  const { number } = await until(async () => {
    const order = (await till.orders()).find(({ sourceId }) => sourceId === id)
    expect(order).toBeDefined()
    return order!
  })
  return { id, number, totalCents }
}
