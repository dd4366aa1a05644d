import {
  type Article,
  deliveryCode,
  findArticle,
  findArticleByInternalCode,
  findBySaleCode,
  findOffers,
  getArticle,
  listGroupsOf,
  listOptionGroups,
  listTariffs,
  listTariffsOf,
  type Offer,
  type OfferedArticle,
  searchArticles,
} from '../articles/index.ts'
import { refused } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { company } from '../shop/index.ts'
import { availableToSell, findStock } from '../stock/index.ts'
import { ratesByService } from '../vat/index.ts'
import { lowStock, zeroPriceSales } from './settings.ts'
import type { ArticleLookup, KeyArticle, SellableArticle, SellableGroup, SoldArticle } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

/** Why an article cannot be sold, as a sentence; undefined when it can. */
export function refusalOf(article: OfferedArticle): string | undefined {
  if (article.isOption) return `${article.definition} est une option : elle ne se vend pas seule.`
  return unsoldBecause(article)
}

function unsoldBecause(article: OfferedArticle): string | undefined {
  const { definition } = article
  if (article.isAbandoned) return `${definition} est abandonné.`
  if (article.isSaleBlocked) return `La vente de ${definition} est bloquée.`
  if (article.isAsleep) return `${definition} est en sommeil.`
  return undefined
}

/** «Eligible TR»; never a drink with alcohol (contract, counter T64). */
export const isMealVoucherEligible = (
  article: Pick<OfferedArticle, 'isMealVoucherEligible' | 'alcohol'>,
): boolean => article.isMealVoucherEligible && article.alcohol === ''

/** The article at today's price: «Prix Promo» from «Debut» to «Fin», unless «Pas de Promo». */
function toSold(tools: Tools, article: OfferedArticle): SoldArticle {
  const { idart, definition, priceCents, promoPriceCents, promoStart, promoEnd } = article
  const { settings, clock } = tools
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
    isMealVoucherEligible: isMealVoucherEligible(article),
    availableMilli: article.isStockManaged ? availableToSell(tools, idart) : null,
  }
}

/** The article with its tariffs and the options that may be sold with it. */
export const toSellable = (tools: Tools, article: Article): SellableArticle =>
  offerToSellable(
    tools,
    {
      article,
      tariffs: listTariffsOf(tools.database, article.idart),
      groups: listGroupsOf(tools.database, article.idart),
    },
    openShelf(tools),
  )

/** @throws {TillError} 404, or 422 when it cannot be sold */
export function getSellable(tools: Tools, idart: number): SellableArticle {
  const article = getArticle(tools, idart)
  const refusal = refusalOf(article)
  if (refusal) throw refused(refusal)
  return toSellable(tools, article)
}

export function offerToSellable(
  tools: Tools,
  { article, tariffs, groups }: Offer,
  { findOption }: Shelf,
): SellableArticle {
  const optionGroups = groups.map(
    ({ id, name, minSelections, maxSelections, options }): SellableGroup => ({
      id,
      name,
      minSelections,
      maxSelections,
      options: options.flatMap((idart) => findOption(idart) ?? []),
    }),
  )
  return {
    ...toSold(tools, article),
    isZeroPriceAllowed: article.isZeroPriceAllowed || tools.settings.get(zeroPriceSales),
    isNegativePriceAllowed: article.isNegativePriceAllowed,
    tariffs,
    optionGroups: optionGroups.filter(({ options }) => options.length > 0),
  }
}

/** A lookup of articles for the duration of one command, during which they do not change. */
export interface Shelf {
  findOffer: (idart: number) => Offer | undefined
  /** An option that may be sold with an article. Cached, because the articles of a sale often share their options. */
  findOption: (idart: number) => SoldArticle | undefined
}

export function openShelf(tools: Tools): Shelf {
  const findOffer = findOffers(tools.database)
  const options = new Map<number, SoldArticle | undefined>()
  const toOption = (article: OfferedArticle | undefined) =>
    article?.isOption && unsoldBecause(article) === undefined ? toSold(tools, article) : undefined
  return {
    findOffer,
    findOption(idart) {
      if (!options.has(idart)) options.set(idart, toOption(findOffer(idart)?.article))
      return options.get(idart)
    },
  }
}

/** The given articles that have a key, in the given order (contract, counter T4). */
export function listOffered(tools: Tools, idarts: number[]): KeyArticle[] {
  const shelf = openShelf(tools)
  return idarts.flatMap((idart) => {
    const offer = shelf.findOffer(idart)
    return offer && hasKey(offer.article) ? [toKey(tools, offer, shelf)] : []
  })
}

/** Delivery charges have no key: they are entered by their code. */
const hasKey = (article: OfferedArticle) =>
  refusalOf(article) === undefined && article.internalCode !== deliveryCode

/** Adds the stock left when it is at or below the setting `lowStock`. */
function toKey(tools: Tools, offer: Offer, shelf: Shelf): KeyArticle {
  const { idart, isStockManaged } = offer.article
  const leftMilli = isStockManaged ? leftToSell(tools, idart) : null
  const isLow = leftMilli !== null && leftMilli <= tools.settings.get(lowStock) * 1000
  return { ...offerToSellable(tools, offer, shelf), lowStockMilli: isLow ? leftMilli : null }
}

function leftToSell({ database }: Tools, idart: number): number {
  const { onHandMilli, reservedMilli } = findStock(database, idart)
  return onHandMilli - reservedMilli
}

export interface FoundArticle extends ArticleLookup {
  /** Why the article that the code names cannot be sold. */
  refusal?: string
}

const nothing: FoundArticle = { article: null, idtar: null, quantity: '1', matches: 0 }

/** Looks up what was typed or scanned in CAISSE: a code, or a word that matches the label of one article only. */
export function lookUp(tools: Tools, entry: string): FoundArticle {
  const named = findByCode(tools, entry) ?? findByTariff(tools, entry)
  if (named) {
    const { article, ...rest } = named
    const refusal = refusalOf(article)
    return refusal
      ? { ...nothing, refusal }
      : { ...nothing, ...rest, article: toSellable(tools, article), matches: 1 }
  }
  const found = listSellable(tools, { definition: entry })
  // Digits are always a code. An unknown code must not sell an article whose label contains it: «50» is in «EAU 50 CL».
  const isNamed = found.length === 1 && !/^\d+$/.test(entry)
  return { ...nothing, article: isNamed ? found[0]! : null, matches: found.length }
}

interface Named {
  article: Article
  quantity?: string
  idtar?: number
}

/** Tries «Code de vente», then the article id (IDART), then «Code interne». */
function findByCode({ database }: Tools, entry: string): Named | undefined {
  const article =
    (/^\d{1,12}$/.test(entry) ? findArticle(database, Number(entry)) : undefined) ??
    findArticleByInternalCode(database, entry) ??
    findArticleByInternalCode(database, entry.toUpperCase())
  return findBySaleCode(database, entry) ?? (article && { article })
}

/** `2|3` is the tariff 3 of the article 2, as in an order (contract, kezia R-X6). */
function findByTariff(tools: Tools, entry: string): Named | undefined {
  const [, code, idtar] = /^(.+)\|(\d{1,9})$/.exec(entry) ?? []
  const named = code === undefined ? undefined : findByCode(tools, code)
  const tariff =
    named && listTariffsOf(tools.database, named.article.idart).find((one) => String(one.idtar) === idtar)
  return tariff && { ...named, idtar: tariff.idtar }
}

/** Articles that have a key, ordered by label; 500 at most. */
export function listSellable(tools: Tools, query: { definition?: string; rayonId?: string }): KeyArticle[] {
  const { database } = tools
  const { lines } = searchArticles(database, { ...query, sort: 'definition', isForSale: '1' })
  // One query each for all tariffs and groups; only the options are read one by one.
  const tariffs = listTariffs(database)
  const groups = listOptionGroups(database)
  const shelf = openShelf(tools)
  return lines.flatMap(({ idart }) => {
    const article = findArticle(database, idart)
    if (!article || !hasKey(article)) return []
    const offer = { article, tariffs: tariffs.get(idart) ?? [], groups: groups.get(idart) ?? [] }
    return toKey(tools, offer, shelf)
  })
}
