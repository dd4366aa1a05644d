import type { ArticleValues } from './rows.ts'

/** What an article has that says nothing else of it: sold at its price, with discounts, prepared. */
export const plainArticle = {
  purchasePriceCents: 0,
  ecotaxCents: 0,
  promoPriceCents: null,
  promoStart: null,
  promoEnd: null,
  description: '',
  alcohol: '',
  isPrepared: true,
  preparationTicket: '',
  preparationMinutes: null,
  isZeroPriceAllowed: false,
  isNegativePriceAllowed: false,
  isPurchaseVatSaleVat: true,
  isOwn: false,
  isIndependent: false,
  isAbandoned: false,
  isSaleBlocked: false,
  isAsleep: false,
  isDiscountForbidden: false,
  isPromoForbidden: false,
  isMealVoucherEligible: true,
} satisfies Partial<ArticleValues>
