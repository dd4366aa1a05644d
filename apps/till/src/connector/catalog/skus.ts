import { formatMoney } from '@hub/money'
import type { Tariff } from '../../articles/index.ts'
import type { PublishedArticle } from './rules.ts'

export interface CatalogSku {
  ref: string
  /** Title of the tariff; absent from an article with one price. */
  name?: string
  price: string
  price_overrides?: { price: string; start_date: string; end_date: string }[]
  option_list_refs?: string[]
}

/** The tariffs of an article to send, and warnings about what is not sent although it may be expected. */
export interface SentTariffs {
  tariffs: Tariff[]
  warnings: string[]
}

/** Whether an IDTAR of an article is one of «IDTAR non gérés». */
export type IsUnmanaged = (idart: number, idtar: number) => boolean

/** Contract, kezia R-X6, D47. */
export function sentTariffs(
  article: PublishedArticle,
  tariffs: Tariff[],
  isUnmanaged: IsUnmanaged,
): SentTariffs {
  const { idart, definition, isZeroPriceAllowed } = article
  const managed = tariffs.filter(({ idtar }) => !isUnmanaged(idart, idtar))
  const sent = managed.filter(({ priceCents }) => priceCents !== 0 || isZeroPriceAllowed)
  const free = managed
    .filter((tariff) => !sent.includes(tariff))
    .map(
      ({ title }) => `${definition} : le tarif «${title}» est à 0 sans «Prix Nul Autorisé», il ne part pas.`,
    )
  // One promotional price cannot apply to several tariffs.
  const promotion =
    promotedCents(article) === null
      ? []
      : [`${definition} : «Prix Promo» ne part pas, l'article a plusieurs tarifs.`]
  return { tariffs: sent, warnings: [...free, ...promotion] }
}

/** `<article ref>|<IDTAR>` (contract, kezia D49). */
export const tariffRef = (articleRef: string, { idtar }: Pick<Tariff, 'idtar'>) => `${articleRef}|${idtar}`

/**
 * One sku, or one per tariff. Names must be unique in a product, so repeated titles get their IDTAR appended.
 */
export function skusOf(
  article: PublishedArticle,
  ref: string,
  {
    tariffs,
    optionListRefs,
    currency,
  }: { tariffs: Tariff[]; optionListRefs: string[] | undefined; currency: string },
): CatalogSku[] {
  const options = optionListRefs && { option_list_refs: optionListRefs }
  if (tariffs.length === 0)
    return [
      {
        ref,
        price: formatMoney(article.priceCents, currency),
        ...promotionOf(article, currency),
        ...options,
      },
    ]
  const repeats = (title: string) => tariffs.filter((other) => other.title === title).length > 1
  return tariffs.map((tariff) => ({
    ref: tariffRef(ref, tariff),
    name: repeats(tariff.title) ? `${tariff.title} ${tariff.idtar}` : tariff.title,
    price: formatMoney(tariff.priceCents, currency),
    ...options,
  }))
}

const promotedCents = ({ promoPriceCents, isPromoForbidden }: PublishedArticle) =>
  isPromoForbidden ? null : promoPriceCents

/** Contract, kezia D53. */
function promotionOf(article: PublishedArticle, currency: string): Pick<CatalogSku, 'price_overrides'> {
  const { promoStart, promoEnd } = article
  const cents = promotedCents(article)
  if (cents === null || promoStart === null || promoEnd === null) return {}
  return {
    price_overrides: [{ price: formatMoney(cents, currency), start_date: promoStart, end_date: promoEnd }],
  }
}
