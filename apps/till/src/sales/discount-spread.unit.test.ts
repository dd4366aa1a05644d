// The counter, web orders and credit notes spread discounts the same way (contract, counter T22).
import { checkProperty } from '@hub/testing/property'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { invoiceLines } from '../weborders/invoice-lines.ts'
import type { OrderLine } from '../weborders/model.ts'
import { totalsOf } from '../weborders/totals.ts'
import { creditLines, remainingLines } from './credit-lines.ts'
import { spreadDiscount } from './discount-spread.ts'
import { priceBasket } from './pricing.ts'
import { vatTotals } from './vat-table.ts'
import type { BasketLine, SaleLine } from './wire.ts'

const sum = (amounts: readonly number[]) => amounts.reduce((total, cents) => total + cents, 0)

const can = { weightCents: 280, vatRate: '10.0' }
const wine = { weightCents: 1900, vatRate: '20' }

describe('over the rates, then inside each rate (counter T22)', () => {
  test('5,00 € off twelve cans at 10 % and a bottle at 20 % leave 30,41 and 17,19', () => {
    const parts = spreadDiscount([...Array.from({ length: 12 }, () => can), wine], 500)
    expect(sum(parts.slice(0, 12))).toBe(319)
    expect(parts[12]).toBe(181)
    // 319 = 12 × 26 + 7: the shares of the cans differ by at most one cent.
    expect(parts.slice(0, 12)).toEqual([27, 27, 27, 27, 27, 27, 27, 26, 26, 26, 26, 26])
  })

  test('rates of equal remainder: the lower rate takes the cent, whatever the order of the lines', () => {
    const lines = ['20.0', '5.5'].map((vatRate) => ({ weightCents: 100, vatRate }))
    expect(spreadDiscount(lines, 1)).toEqual([0, 1])
    expect(spreadDiscount([...lines].reverse(), 1)).toEqual([1, 0])
  })

  test('`20` and `20.00` are one rate', () => {
    const lines = ['20', '20.00', '10'].map((vatRate) => ({ weightCents: 100, vatRate }))
    expect(spreadDiscount(lines, 2)).toEqual([1, 0, 1])
  })
})

const rates = ['5.5', '10.0', '20.0'] as const
const anyLine = fc.record({
  rate: fc.constantFrom(...rates),
  unitCents: fc.integer({ min: 0, max: 30_000 }),
  quantity: fc.constantFrom('1', '2', '12', '0.25', '-1'),
  isDiscountForbidden: fc.boolean(),
})
type AnyLine = typeof anyLine extends fc.Arbitrary<infer Line> ? Line : never
const anyDiscount = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), percent: fc.constantFrom('10', '33.33', '0.5', '100') }),
  fc.record({ kind: fc.constant('amount' as const), cents: fc.integer({ min: 1, max: 40_000 }) }),
)

const article = (idart: number, { rate, isDiscountForbidden }: AnyLine) => ({
  idart,
  code: `A${idart}`,
  definition: `ARTICLE ${idart}`,
  vatRates: { eat_in: rate, takeaway: rate },
  isDiscountForbidden,
})
const atCounter = (given: AnyLine, index: number): BasketLine =>
  ({
    article: article(index + 1, given),
    tariff: null,
    options: [],
    quantity: given.quantity,
    unitCents: given.unitCents,
    discount: null,
  }) as unknown as BasketLine

test('10,000 baskets: counter, web order and credit note agree to the cent, no line below 0 (T22)', async () => {
  await checkProperty(
    [fc.array(anyLine, { minLength: 1, maxLength: 14 }), anyDiscount],
    (given, discount) => {
      const basket = { service: 'eat_in' as const, lines: given.map(atCounter), discount }
      const sold = priceBasket(basket, [])
      const parts = sold.lines.map(({ sharedDiscountCents }) => sharedDiscountCents)
      expect(sum(parts)).toBe(sold.discountCents)
      for (const { totalCents, sharedDiscountCents, article: of } of sold.lines) {
        if (totalCents <= 0 || of.isDiscountForbidden) expect(sharedDiscountCents).toBe(0)
        else expect(totalCents - sharedDiscountCents).toBeGreaterThanOrEqual(0)
      }

      // The same lines as a web order, in which every line may be discounted.
      const ordered = sold.lines.map(
        ({ totalCents, vatRate, quantity, unitCents }) =>
          ({
            kind: 'item',
            depth: 0,
            name: 'X',
            code: 'X',
            note: null,
            articleId: 1,
            totalCents,
            vatRate,
            quantity,
            unitCents,
          }) as unknown as OrderLine,
      )
      const open = priceBasket({ ...basket, lines: basket.lines.map(withoutExceptions) }, [])
      const totals = totalsOf(ordered, open.discountCents, open.totalCents)
      const invoice = invoiceLines(ordered, {
        discountCents: open.discountCents,
        totalCents: open.totalCents,
      })
      expect(totals).toMatchObject({ computedCents: open.totalCents, gapCents: 0 })
      expect(vatTotals(invoice.lines)).toEqual(open.vat)

      // Giving back the whole sale returns every cent of the discount.
      const kept = sold.lines.map(
        (line, rank) => ({ ...line, rank, creditedQuantity: '0', definition: 'X' }) as unknown as SaleLine,
      )
      const back = creditLines(kept, remainingLines(kept))
      expect(sum(back.map(({ sharedDiscountCents }) => sharedDiscountCents))).toBe(0 - sold.discountCents)
      expect(sum(vatTotals(back).map(({ totalCents }) => totalCents))).toBe(0 - sold.totalCents)
    },
    { runs: 10_000 },
  )
})

const withoutExceptions = (line: BasketLine): BasketLine => ({
  ...line,
  article: { ...line.article, isDiscountForbidden: false },
})
