import type { Article } from '../../articles/index.ts'

export type PublishedArticle = Pick<
  Article,
  | 'idart'
  | 'definition'
  | 'internalCode'
  | 'priceCents'
  | 'promoPriceCents'
  | 'promoStart'
  | 'promoEnd'
  | 'vat1Rate'
  | 'vat2Rate'
  | 'rayonId'
  | 'familleId'
  | 'sousFamilleId'
  | 'description'
  | 'alcohol'
  | 'isPublished'
  | 'isOption'
  | 'isAbandoned'
  | 'isSaleBlocked'
  | 'isAsleep'
  | 'isPromoForbidden'
  | 'isZeroPriceAllowed'
  | 'isStockManaged'
  | 'imageMd5'
>

export type LeftOutReason = 'unpublished' | 'abandoned' | 'blocked' | 'asleep' | 'zeroPrice' | 'noTariff'

export interface LeftOut {
  idart: number
  name: string
  reason: LeftOutReason
}

/** Contract, kezia R-X2, D47. */
export function leftOutReason(article: PublishedArticle): LeftOutReason | undefined {
  if (!article.isPublished) return 'unpublished'
  if (article.isAbandoned) return 'abandoned'
  if (article.isSaleBlocked) return 'blocked'
  if (article.isAsleep) return 'asleep'
  if (article.priceCents === 0 && !article.isZeroPriceAllowed) return 'zeroPrice'
  return undefined
}

/**
 * The same for an article whose own price may be 0: the article of a menu, one with tariffs, an option, a
 * charge.
 */
export const leftOutUnpricedReason = (article: PublishedArticle): LeftOutReason | undefined =>
  leftOutReason({ ...article, isZeroPriceAllowed: true })
