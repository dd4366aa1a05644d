import type { VatOrder } from '../vat/wire.ts'

/** The page «Article» of «Configuration» (contract, kezia W-17). */
export interface ArticleSettings {
  /** «Recherche Menu», and what depends on it. */
  menuSearch: boolean
  menusByDiscount: boolean
  menuDiscountForbidden: boolean
  /** «TVA par Défaut»: id of the rate. */
  defaultVatId: number
  hasTwoRates: boolean
  vatOrder: VatOrder
  blocksSaleWithoutStock: boolean
  zeroPriceSales: boolean
  createsAtCounter: boolean
  /** Units left from which a key says so (contract, counter T4). */
  lowStock: number
  /** Above these CAISSE asks whether a line is right (contract, counter T20): units, euros, times the price. */
  checkedQuantity: number
  checkedLine: number
  checkedPriceFactor: number
}
