import { describe, expect, test } from 'vitest'
import { dueCents, invoiceLines, receivedByMode } from './invoice-lines.ts'
import { changesSince } from './late-changes.ts'
import type { IncomingItem, IncomingOrder, IncomingPayment, OrderLine } from './model.ts'

const line = (values: Partial<OrderLine> = {}): OrderLine => ({
  kind: 'article',
  depth: 0,
  known: true,
  ref: '1',
  code: '1',
  articleId: 1,
  name: 'MARGHERITA',
  quantity: '1.0',
  unitCents: 1200,
  totalCents: 1200,
  vatRate: '10.0',
  note: null,
  ...values,
})
const priced = (cents: number, vatRate: string) => line({ unitCents: cents, totalCents: cents, vatRate })

describe('the lines of an invoice (kezia R-K3, R-K6 to R-K9, D42)', () => {
  test('20,00 at 10 % and 10,00 at 20 % with 3,00 off: VAT on 18,00 and 9,00', () => {
    const { lines, discountCents } = invoiceLines([priced(2000, '10.0'), priced(1000, '20.0')], {
      discountCents: 300,
      totalCents: 2700,
    })
    expect(discountCents).toBe(300)
    expect(lines.map(({ totalCents, sharedDiscountCents }) => totalCents - sharedDiscountCents)).toEqual([
      1800, 900,
    ])
  })

  test('options stand under their article, a deal heads its components', () => {
    const { lines } = invoiceLines(
      [
        line({ kind: 'deal', articleId: 17, name: 'DEJEUNER', unitCents: 0, totalCents: 0 }),
        line({ depth: 1 }),
        line({
          kind: 'option',
          depth: 2,
          articleId: 0,
          name: 'SANS Oignon',
          unitCents: 0,
          totalCents: 0,
          note: 'Retirer',
        }),
        line({ name: 'COLA', articleId: 11 }),
        line({
          kind: 'charge',
          articleId: 20,
          name: 'FRAIS DE PORT TTC',
          unitCents: 500,
          totalCents: 500,
          note: 'Zone 2',
        }),
      ],
      { discountCents: 0, totalCents: 2900 },
    )
    expect(
      lines.map(({ idart, depth, menuKey, menuName, note }) => [idart, depth, menuKey, menuName, note]),
    ).toEqual([
      [17, 0, 1, 'DEJEUNER', ''],
      [1, 0, 1, 'DEJEUNER', ''],
      [null, 1, 1, 'DEJEUNER', ''],
      [11, 0, null, null, ''],
      [20, 0, null, null, 'Zone 2'],
    ])
  })

  test('an unknown article keeps its name and price, and names no article', () => {
    const unknown = line({
      known: false,
      articleId: 0,
      code: 'WEB_1_NOPE',
      name: 'Pizza du web',
      vatRate: '20',
    })
    expect(invoiceLines([unknown], { discountCents: 0, totalCents: 1200 }).lines).toMatchObject([
      { idart: null, code: 'WEB_1_NOPE', definition: 'Pizza du web', unitCents: 1200, vatRate: '20.0' },
    ])
  })

  test.each([
    ['more', [priced(1000, '10.0'), priced(200, '20.0')], 0, 1210, 10, '10.0'],
    ['less', [priced(1000, '10.0')], 0, 950, -50, '10.0'],
    ['only a discount', [], 500, -500, -500, '0.0'],
  ])('the source has the last word on the total: %s (R-K13)', (_, order, discount, total, gap, vatRate) => {
    const { lines, discountCents } = invoiceLines(order, { discountCents: discount, totalCents: total })
    expect(lines.at(-1)).toMatchObject({
      definition: 'Écart de total',
      idart: null,
      totalCents: gap,
      vatRate,
    })
    expect(lines.reduce((sum, { totalCents }) => sum + totalCents, 0) - discountCents).toBe(total)
  })
})

describe('what was paid before (kezia D39)', () => {
  const modes = { ids: [1, 2, 3, 8], cashModeId: 1, webModeId: 8 }
  const payment = (cents: number, values: Partial<IncomingPayment> = {}): IncomingPayment => ({
    name: null,
    ref: null,
    cents,
    type: 'online',
    ...values,
  })
  test.each<[string, IncomingPayment[], Record<number, number>, number]>([
    ['online', [payment(1200)], { 8: 1200 }, 0],
    ['a promise of cash', [payment(1200, { type: 'cash' })], {}, 1200],
    ['nothing', [], {}, 1200],
    ['half and half', [payment(600), payment(600, { type: 'cash' })], { 8: 600 }, 600],
    ['by a mode of the till', [payment(1200, { ref: '3' })], { 3: 1200 }, 0],
    ['by the cash of the till, whatever its type says', [payment(1200, { ref: '1' })], {}, 1200],
    ['more than the total', [payment(1000), payment(500, { ref: '3' })], { 8: 1000, 3: 200 }, 0],
    ['refunded without having been paid', [payment(-500)], {}, 1200],
    ['a part given back', [payment(1200), payment(-200)], { 8: 1000 }, 200],
  ])('%s', (_, payments, received, due) => {
    expect(Object.fromEntries(receivedByMode(payments, 1200, modes))).toEqual(received)
    expect(dueCents(payments, 1200, 1)).toBe(due)
  })

  test('below 0, the customer is paid back', () => {
    expect(dueCents([], -500, 1)).toBe(-500)
    expect(receivedByMode([payment(500)], -500, modes).size).toBe(0)
    expect(dueCents([payment(500)], -500, 1)).toBe(-500)
  })

  test.each<[string, IncomingPayment[], Record<number, number>, number]>([
    ['paid back by its source', [payment(-500)], { 8: -500 }, 0],
    ['in part', [payment(-200)], { 8: -200 }, -300],
    ['more than it is worth', [payment(-700)], { 8: -500 }, 0],
    ['in cash, as promised', [payment(-500, { type: 'cash' })], {}, -500],
  ])('below 0, %s', (_, payments, received, due) => {
    expect(Object.fromEntries(receivedByMode(payments, -500, modes))).toEqual(received)
    expect(dueCents(payments, -500, 1)).toBe(due)
  })
})

describe('what changed after the invoice (kezia R-O5)', () => {
  const item = (values: Partial<IncomingItem> = {}): IncomingItem => ({
    name: 'Margherita',
    variantName: null,
    ref: '1',
    unitCents: 1200,
    quantity: '1.0',
    vatRate: null,
    note: null,
    options: [],
    dealKey: null,
    ...values,
  })
  type Content = Pick<IncomingOrder, 'items' | 'charges' | 'discounts' | 'deals' | 'totalCents'>
  const order = (values: Partial<Content> = {}): Content => ({
    items: [item()],
    charges: [],
    discounts: [],
    deals: {},
    totalCents: 1200,
    ...values,
  })
  const heading = '-- Changé après la facture, non appliqué --'
  test.each<[string, Content, string[]]>([
    ['nothing', order(), []],
    [
      'an item more',
      order({ items: [item(), item({ name: 'Cola', unitCents: 280 })] }),
      ['+ 1 × Cola 2,80\u00a0€'],
    ],
    ['an item less', order({ items: [] }), ['- 1 × Margherita 12,00\u00a0€']],
    ['twice the same', order({ items: [item(), item()] }), ['+ 1 × Margherita 12,00\u00a0€']],
    [
      'another quantity',
      order({ items: [item({ quantity: '2.5' })] }),
      ['- 1 × Margherita 12,00\u00a0€', '+ 2,5 × Margherita 12,00\u00a0€'],
    ],
    [
      'a fee',
      order({ charges: [{ name: 'Livraison', ref: null, cents: 200, vatRate: null }] }),
      ['+ Livraison 2,00\u00a0€'],
    ],
    ['a discount', order({ discounts: [{ name: 'Fidélité', cents: 100 }] }), ['+ Fidélité -1,00\u00a0€']],
    ['the total', order({ totalCents: 1100 }), ['Total 12,00\u00a0€ → 11,00\u00a0€']],
  ])('%s', (_, now, lines) => {
    expect(changesSince(order(), now, 'EUR')).toEqual(lines.length === 0 ? [] : [heading, ...lines])
  })
})
