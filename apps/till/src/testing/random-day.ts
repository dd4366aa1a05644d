import fc from 'fast-check'
import type { Discount, SaleService } from '../sales/wire.ts'

// Random events in a shop; `play` performs them on a real till.

export type PaidBy = 'cash' | 'card' | 'both' | 'cash with change'

export interface RandomLine {
  /** Index of the article on the shelf, modulo its length. */
  article: number
  quantity: string
  discount: Discount | null
  /** Number of options, and index of the tariff modulo their number. */
  options: number
  tariff: number
}

/** An order from another application; `ref` is an article id, or a ref that no article has. */
export interface RandomWebOrder {
  kind: 'web order'
  items: { ref: string; cents: number; quantity: number; hasOption: boolean }[]
  chargeCents: number
  discountCents: number
  /** How much the hub's total exceeds the sum of its elements. */
  discrepancyCents: number
  serviceType: 'delivery' | 'collection' | 'eat_in'
  /** `above`: more than the total online; `refunded`: only a negative amount. */
  paidBy: 'online' | 'half' | 'above' | 'refunded' | 'cash'
  end: 'invoiced' | 'cancelled' | 'open'
}

export type Act =
  | RandomWebOrder
  | {
      kind: 'sale'
      service: SaleService
      lines: RandomLine[]
      discount: Discount | null
      seller: 1 | 2
      hasCustomer: boolean
      paidBy: PaidBy
    }
  /** Gives back `part` thirds of each line. */
  | { kind: 'avoir'; sale: number; part: 1 | 2 | 3; modeId: 1 | 3 }
  | {
      kind: 'commande'
      lines: RandomLine[]
      discountPercent: string
      port: string
      /** Percent of the total. */
      deposit: number
      end: 'invoiced' | 'closed' | 'open'
      paidBy: PaidBy
    }
  | { kind: 'closing' }
  | { kind: 'wait'; minutes: number }

const percent = fc.constantFrom('10', '33.33', '0.5', '100')
const discount = fc.option(
  fc.oneof(
    percent.map((text): Discount => ({ kind: 'percent', percent: text })),
    fc.integer({ min: 1, max: 900 }).map((cents): Discount => ({ kind: 'amount', cents })),
  ),
  { freq: 3 },
)
const paidBy = fc.constantFrom<PaidBy>('cash', 'card', 'both', 'cash with change')

const line = (quantities: string[], own: fc.Arbitrary<Discount | null>): fc.Arbitrary<RandomLine> =>
  fc.record({
    article: fc.nat(50),
    quantity: fc.constantFrom(...quantities),
    discount: own,
    options: fc.nat(2),
    tariff: fc.nat(1),
  })

const sale = fc.record({
  kind: fc.constant('sale' as const),
  service: fc.constantFrom<SaleService>('eat_in', 'take_away'),
  lines: fc.array(line(['1', '1', '2', '7', '0.250', '1.333', '-1', '-0.5'], discount), {
    minLength: 1,
    maxLength: 6,
  }),
  discount,
  seller: fc.constantFrom<1 | 2>(1, 2),
  hasCustomer: fc.boolean(),
  paidBy,
})

const avoir = fc.record({
  kind: fc.constant('avoir' as const),
  sale: fc.nat(50),
  part: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
  modeId: fc.constantFrom<1 | 3>(1, 3),
})

const commande = fc.record({
  kind: fc.constant('commande' as const),
  lines: fc.array(line(['1', '3', '0.5'], fc.constant(null)), { minLength: 1, maxLength: 4 }),
  discountPercent: fc.constantFrom('', '10', '12.5'),
  port: fc.constantFrom('', '2,00', '5,01'),
  deposit: fc.constantFrom(0, 30, 100),
  end: fc.constantFrom<'invoiced' | 'closed' | 'open'>('invoiced', 'closed', 'open'),
  paidBy,
})

const webOrder: fc.Arbitrary<RandomWebOrder> = fc.record({
  kind: fc.constant('web order' as const),
  items: fc.array(
    fc.record({
      ref: fc.constantFrom('2', '13', '15', 'NOPE'),
      cents: fc.constantFrom(0, 0, 333, 1350, 1099),
      quantity: fc.integer({ min: 1, max: 3 }),
      hasOption: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  chargeCents: fc.constantFrom(0, 250, -150),
  discountCents: fc.constantFrom(0, 1, 300),
  discrepancyCents: fc.constantFrom(0, 0, 10),
  serviceType: fc.constantFrom('delivery', 'collection', 'eat_in'),
  paidBy: fc.constantFrom('online', 'half', 'above', 'refunded', 'cash'),
  end: fc.constantFrom('invoiced', 'invoiced', 'cancelled', 'open'),
})

const closing = fc.constant({ kind: 'closing' as const })
const wait = fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 700 }) })

/** The acts of a few days, in order. */
export const randomActs: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: sale },
    { weight: 3, arbitrary: avoir },
    { weight: 2, arbitrary: commande },
    { weight: 2, arbitrary: webOrder },
    { weight: 1, arbitrary: closing },
    { weight: 3, arbitrary: wait },
  ),
  { minLength: 10, maxLength: 30 },
)
