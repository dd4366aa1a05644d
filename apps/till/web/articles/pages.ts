import type { LabelKey } from '../labels/index.ts'
import type { SheetValues } from './values.ts'

export type BuiltPage =
  | 'price'
  | 'classification'
  | 'codes'
  | 'settings'
  | 'options'
  | 'stocks'
  | 'preparation'
  | 'tariffs'
  | 'texts'
  | 'images'
  | 'alcohol'

/**
 * The pages of the sheet, in the order of «Menu» (contract, kezia W-16). Pages without `built` are greyed.
 */
export const pages: { label: LabelKey; built?: BuiltPage }[] = [
  { label: 'page.price', built: 'price' },
  { label: 'page.classification', built: 'classification' },
  { label: 'page.codes', built: 'codes' },
  { label: 'page.serials' },
  { label: 'page.tiers' },
  { label: 'page.settings', built: 'settings' },
  { label: 'page.bills' },
  { label: 'page.options', built: 'options' },
  { label: 'page.suppliers' },
  { label: 'page.stocks', built: 'stocks' },
  { label: 'page.preparation', built: 'preparation' },
  { label: 'page.translation' },
  { label: 'page.tariffs', built: 'tariffs' },
  { label: 'page.texts', built: 'texts' },
  { label: 'page.subscriptions' },
  { label: 'page.images', built: 'images' },
  { label: 'page.alcohol', built: 'alcohol' },
]

/** The page of each field, for «Rechercher un champ…» and to show a rejected field. */
export const fieldPages: { name: keyof SheetValues; label: LabelKey; page: BuiltPage }[] = [
  { name: 'isZeroPriceAllowed', label: 'field.isZeroPriceAllowed', page: 'price' },
  { name: 'isNegativePriceAllowed', label: 'field.isNegativePriceAllowed', page: 'price' },
  { name: 'isPurchaseVatSaleVat', label: 'field.isPurchaseVatSaleVat', page: 'price' },
  { name: 'vat1Id', label: 'field.vat1', page: 'price' },
  { name: 'vat2Id', label: 'field.vat2', page: 'price' },
  { name: 'purchaseVatId', label: 'field.purchaseVat', page: 'price' },
  { name: 'ecotax', label: 'field.ecotax', page: 'price' },
  { name: 'purchasePrice', label: 'field.purchasePrice', page: 'price' },
  { name: 'priceWithoutTax', label: 'field.priceWithoutTax', page: 'price' },
  { name: 'price', label: 'field.price', page: 'price' },
  { name: 'rayon', label: 'field.rayon', page: 'classification' },
  { name: 'famille', label: 'field.famille', page: 'classification' },
  { name: 'sousFamille', label: 'field.sousFamille', page: 'classification' },
  { name: 'isOwn', label: 'field.isOwn', page: 'settings' },
  { name: 'isIndependent', label: 'field.isIndependent', page: 'settings' },
  { name: 'isAbandoned', label: 'field.isAbandoned', page: 'settings' },
  { name: 'isSaleBlocked', label: 'field.isSaleBlocked', page: 'settings' },
  { name: 'isAsleep', label: 'field.isAsleep', page: 'settings' },
  { name: 'isDiscountForbidden', label: 'field.isDiscountForbidden', page: 'settings' },
  { name: 'isPromoForbidden', label: 'field.isPromoForbidden', page: 'settings' },
  { name: 'isMealVoucherEligible', label: 'field.isMealVoucherEligible', page: 'settings' },
  { name: 'isPublished', label: 'field.isPublished', page: 'settings' },
  { name: 'internalCode', label: 'field.internalCode', page: 'codes' },
  { name: 'saleCodes', label: 'code.sale', page: 'codes' },
  { name: 'isOption', label: 'field.isOption', page: 'preparation' },
  { name: 'isPrepared', label: 'preparation.prepared', page: 'preparation' },
  { name: 'preparationMinutes', label: 'preparation.minutes', page: 'preparation' },
  { name: 'preparationTicket', label: 'preparation.ticket', page: 'preparation' },
  { name: 'optionGroups', label: 'page.options', page: 'options' },
  { name: 'isStockManaged', label: 'field.isStockManaged', page: 'stocks' },
  { name: 'tariffs', label: 'page.tariffs', page: 'tariffs' },
  { name: 'description', label: 'page.texts', page: 'texts' },
  { name: 'alcohol', label: 'field.alcohol', page: 'alcohol' },
  { name: 'promoPrice', label: 'field.promoPrice', page: 'settings' },
  { name: 'promoStart', label: 'field.promoStart', page: 'settings' },
  { name: 'promoEnd', label: 'field.promoEnd', page: 'settings' },
]
