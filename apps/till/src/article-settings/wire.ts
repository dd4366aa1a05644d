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
}
