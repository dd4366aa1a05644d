import { defineSetting, isBoolean, isInteger, isOneOf } from '../settings/index.ts'
import { vatOrders } from './wire.ts'

/** Id of 20 % in every till's database (migration 0002). */
const normalRateId = 4

/** «TVA par Défaut»: for new articles, and for unknown lines of web orders (contract, kezia W-17, D38). */
export const defaultVatId = defineSetting(
  'vat.defaultId',
  normalRateId,
  isInteger(1, Number.MAX_SAFE_INTEGER),
)

/** «Gestion Articles à double TVA»; without it the first rate of an article is its only one. */
export const hasTwoRates = defineSetting('vat.hasTwoRates', true, isBoolean)

/** «Sur place / Emporté»: which of the two rates applies to a sale on site (contract, kezia §5.7). */
export const vatOrder = defineSetting('vat.order', 'vat1EatIn', isOneOf(...vatOrders))
