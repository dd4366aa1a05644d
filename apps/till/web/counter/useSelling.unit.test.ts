import { expect, test } from 'vitest'
import type { SellableArticle } from '../../src/sales/wire.ts'
import { formatMoney } from '../lib/format.ts'
import { change, newDraft } from './basket.ts'
import { refusalAfter } from './useSelling.ts'

const article = (idart: number): SellableArticle => ({
  idart,
  code: String(idart),
  definition: `A${idart}`,
  unitCents: 100,
  vatRates: { eat_in: '10.0', take_away: '5.5' },
  isDiscountForbidden: false,
  isZeroPriceAllowed: false,
  isNegativePriceAllowed: false,
  isMealVoucherEligible: true,
  availableMilli: null,
  tariffs: [],
  optionGroups: [],
})
const adding = (idart: number) => ({ type: 'add' as const, article: article(idart) })

test('a sale has 500 lines at most: the next one is refused before it is there (§5.4)', () => {
  let draft = newDraft()
  for (let rank = 0; rank < 500; rank++) {
    expect(refusalAfter(draft, adding(rank % 2))).toBeUndefined()
    draft = change(draft, adding(rank % 2))
  }
  expect(draft.basket.lines).toHaveLength(500)
  expect(refusalAfter(draft, adding(0))).toBe(
    'Une vente a 500 lignes au plus : encaissez celle-ci, puis continuez.',
  )
  // It adds to the last line.
  expect(refusalAfter(draft, adding(1))).toBeUndefined()
})

test('what is left of a refund that is paid back is 0, without a sign (W-7)', () => {
  expect(formatMoney(-0, 'EUR')).toBe(formatMoney(0, 'EUR'))
})
