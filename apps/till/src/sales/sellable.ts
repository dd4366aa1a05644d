import { type Article, findArticle, findArticleByInternalCode, searchArticles } from '../articles/index.ts'
import type { Platform } from '../platform/platform.ts'
import { company } from '../shop/index.ts'
import { ratesByService } from '../vat/index.ts'
import { zeroPriceSales } from './settings.ts'
import type { ArticleLookup, SellableArticle } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

/** Why an article is not sold, as a sentence; undefined when it is. */
export function refusalOf(article: Article): string | undefined {
  const { definition } = article
  if (article.isOption) return `${definition} est une option : elle ne se vend pas seule.`
  if (article.isAbandoned) return `${definition} est abandonné.`
  if (article.isSaleBlocked) return `La vente de ${definition} est bloquée.`
  if (article.isAsleep) return `${definition} est en sommeil.`
  return undefined
}

/** The article at today's price: «Prix Promo» from «Debut» to «Fin», unless «Pas de Promo». */
export function toSellable({ settings, clock }: Tools, article: Article): SellableArticle {
  const { idart, definition, priceCents, promoPriceCents, promoStart, promoEnd } = article
  const today = () => clock.now().toZonedDateTimeISO(settings.get(company.timeZone)).toPlainDate().toString()
  const isPromoted =
    promoPriceCents !== null &&
    !article.isPromoForbidden &&
    promoStart !== null &&
    promoEnd !== null &&
    promoStart <= today() &&
    today() <= promoEnd
  return {
    idart,
    code: article.internalCode ?? String(idart),
    definition,
    unitCents: isPromoted ? promoPriceCents : priceCents,
    vatRates: ratesByService(settings, article),
    isDiscountForbidden: article.isDiscountForbidden,
    isZeroPriceAllowed: article.isZeroPriceAllowed || settings.get(zeroPriceSales),
    isNegativePriceAllowed: article.isNegativePriceAllowed,
  }
}

export interface FoundArticle extends ArticleLookup {
  /** Why the article that the code names is not sold. */
  refusal?: string
}

/** What someone typed in CAISSE: an IDART, a code interne, or a part of a label that fits one article only. */
export function lookUp(tools: Tools, entry: string): FoundArticle {
  const { database } = tools
  const byCode =
    (/^\d{1,12}$/.test(entry) ? findArticle(database, Number(entry)) : undefined) ??
    findArticleByInternalCode(database, entry) ??
    findArticleByInternalCode(database, entry.toUpperCase())
  if (byCode) {
    const refusal = refusalOf(byCode)
    return refusal
      ? { article: null, matches: 0, refusal }
      : { article: toSellable(tools, byCode), matches: 1 }
  }
  const found = listSellable(tools, { definition: entry })
  return { article: found.length === 1 ? found[0]! : null, matches: found.length }
}

/** Articles that may be sold, by label; 500 at most. */
export function listSellable(
  tools: Tools,
  query: { definition?: string; rayonId?: string },
): SellableArticle[] {
  const { lines } = searchArticles(tools.database, { ...query, sort: 'definition' })
  return lines
    .map(({ idart }) => findArticle(tools.database, idart))
    .filter((article) => article !== undefined && refusalOf(article) === undefined)
    .map((article) => toSellable(tools, article!))
}
