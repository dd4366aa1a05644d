import { parseDecimal } from '@hub/money'
import { deliveryCode, findArticleByInternalCode, insertArticle } from '../articles/index.ts'
import { ensureVatRate } from '../vat/index.ts'
import { toLineArticle } from './articles.ts'
import type { WebOrders } from './context.ts'
import { deliveryName, deliveryVatRate, type LineArticle } from './lines.ts'

/** «FRAIS DE PORT TTC», created on first use, in the caller's transaction (contract, kezia R-K6). */
export function ensureDeliveryArticle(
  orders: Pick<WebOrders, 'database' | 'settings' | 'clock' | 'live'>,
): LineArticle {
  const known = findArticleByInternalCode(orders.database, deliveryCode)
  if (known) return toLineArticle(orders.settings, known, null)
  const vatId = ensureVatRate(orders.database, parseDecimal(deliveryVatRate))
  const id = insertArticle(orders, {
    definition: deliveryName,
    internalCode: deliveryCode,
    priceCents: 0,
    vat1Id: vatId,
    vat2Id: vatId,
    purchaseVatId: vatId,
    purchasePriceCents: 0,
    ecotaxCents: 0,
    rayonId: null,
    familleId: null,
    sousFamilleId: null,
    promoPriceCents: null,
    promoStart: null,
    promoEnd: null,
    description: '',
    alcohol: '',
    isZeroPriceAllowed: true,
    isNegativePriceAllowed: false,
    isPurchaseVatSaleVat: true,
    isOwn: false,
    isIndependent: false,
    isAbandoned: false,
    isSaleBlocked: false,
    isAsleep: false,
    isDiscountForbidden: false,
    isPromoForbidden: true,
    isMealVoucherEligible: false,
    isPublished: false,
    isStockManaged: false,
    isOption: false,
    isPrepared: false,
    preparationTicket: '',
    preparationMinutes: null,
  })
  return { id, name: deliveryName, code: deliveryCode, vatRate: deliveryVatRate }
}
