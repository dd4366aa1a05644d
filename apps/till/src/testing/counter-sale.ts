import { expect } from 'vitest'
import type { Clock } from '../platform/clock.ts'
import type { BasketForm, Discount, Payment, Sale, SaleService, SettlementForm } from '../sales/wire.ts'
import type { TestTill } from './start.ts'

/** A clock that a test sets. */
export function settableClock(at: string): Clock & { set(at: string): void } {
  let now = Temporal.Instant.from(at)
  return {
    now: () => now,
    set(next) {
      now = Temporal.Instant.from(next)
    },
  }
}

/** Articles of the demo set: id and price in cents. */
export const demo = { margherita: [1, 1200], cola: [11, 280], beer: [13, 420] } as const

/** What CAISSE sends at «Valider»; default: one margherita, paid in cash. */
export const margherita = (form: Partial<SettlementForm> = {}): SettlementForm => ({
  draftId: crypto.randomUUID(),
  sellerId: 1,
  basket: {
    service: 'eat_in',
    lines: [{ idart: 1, quantity: '1', unitCents: 1200, discount: null }],
    discount: null,
  },
  payments: [{ modeId: 1, cents: 1200 }],
  totalCents: 1200,
  ...form,
})

type Line = [article: keyof typeof demo, quantity?: string, discount?: Discount]

interface CounterSale {
  lines: Line[]
  totalCents: number
  /** Mode and cents; default: the exact amount in cash. */
  paid?: [modeId: number, cents: number][]
  sellerId?: number
  service?: SaleService
  discount?: Discount
  /** Customer id; with one the sale is an invoice. */
  customerId?: number
}

/** Makes a counter sale, with articles at their own price. */
export async function sellAtCounter(till: TestTill, sale: CounterSale): Promise<Sale> {
  const { lines, totalCents, paid = [[1, totalCents]], sellerId = 1, service = 'eat_in' } = sale
  const basket: BasketForm = {
    service,
    discount: sale.discount ?? null,
    lines: lines.map(([article, quantity = '1', discount = null as Discount | null]) => ({
      idart: demo[article][0],
      unitCents: demo[article][1],
      quantity,
      discount,
    })),
  }
  const payments: Payment[] = paid.map(([modeId, cents]) => ({ modeId, cents }))
  const answer = await till.post<Sale>('/api/sales', {
    draftId: crypto.randomUUID(),
    sellerId,
    basket,
    payments,
    totalCents,
    customerId: sale.customerId ?? null,
  })
  expect([answer.status, answer.body]).toEqual([201, answer.body])
  return answer.body
}
