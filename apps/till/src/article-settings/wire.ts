import type { VatOrder } from '../vat/wire.ts'

/** The page «Article» of «Configuration» (contract, kezia W-17). */
export interface ArticleSettings {
  /** «Recherche Menu» and the settings that depend on it. */
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
  /** Units; at or below it, a key shows how many are left (contract, counter T4). */
  lowStock: number
  /** Above these CAISSE asks for confirmation of a line (contract, counter T20): units, euros, times the price. */
  checkedQuantity: number
  checkedLine: number
  checkedPriceFactor: number
}
