import type { ArticleValues } from './rows.ts'

/** Default values of an article: sold at its price, may be discounted, prepared in the kitchen. */
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
