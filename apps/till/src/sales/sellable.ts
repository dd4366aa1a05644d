import {
  type Article,
  findArticle,
  findArticleByInternalCode,
  findBySaleCode,
  getArticle,
  listGroupsOf,
  listOptionGroups,
  listTariffs,
  listTariffsOf,
  type StoredGroup,
  searchArticles,
  type Tariff,
} from '../articles/index.ts'
import { refused } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { company } from '../shop/index.ts'
import { availableToSell } from '../stock/index.ts'
import { ratesByService } from '../vat/index.ts'
import { zeroPriceSales } from './settings.ts'
import type { ArticleLookup, SellableArticle, SellableGroup, SoldArticle } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

/** Why an article is not sold, as a sentence; undefined when it is. */
export function refusalOf(article: Article): string | undefined {
  if (article.isOption) return `${article.definition} est une option : elle ne se vend pas seule.`
  return unsoldBecause(article)
}

function unsoldBecause(article: Article): string | undefined {
  const { definition } = article
  if (article.isAbandoned) return `${definition} est abandonné.`
  if (article.isSaleBlocked) return `La vente de ${definition} est bloquée.`
  if (article.isAsleep) return `${definition} est en sommeil.`
  return undefined
}

/** At today's price: «Prix Promo» from «Debut» to «Fin», unless «Pas de Promo». */
function toSold(tools: Tools, article: Article): SoldArticle {
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
    availableMilli: article.isStockManaged ? availableToSell(tools, idart) : null,
  }
}

/**
 * With its tariffs, and the options that may be sold with it.
 * @param findOption shared by the articles of a sale, which offer the same options again and again
 */
export const toSellable = (
  tools: Tools,
  article: Article,
  findOption: OptionFinder = rememberOptions(tools),
): SellableArticle =>
  compose(tools, article, {
    tariffs: listTariffsOf(tools.database, article.idart),
    groups: listGroupsOf(tools.database, article.idart),
    findOption,
  })

/** @throws {TillError} 404, and 422 when it is not sold */
export function getSellable(tools: Tools, idart: number): SellableArticle {
  const article = getArticle(tools, idart)
  const refusal = refusalOf(article)
  if (refusal) throw refused(refusal)
  return toSellable(tools, article)
}

interface Offer {
  tariffs: Tariff[]
  groups: StoredGroup[]
  findOption: OptionFinder
}

function compose(tools: Tools, article: Article, { tariffs, groups, findOption }: Offer): SellableArticle {
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

export type OptionFinder = (idart: number) => SoldArticle | undefined

/** Reads each option once: for one command, whose options do not change meanwhile. */
export function rememberOptions(tools: Tools): OptionFinder {
  const known = new Map<number, SoldArticle | undefined>()
  return (idart) => {
    if (!known.has(idart)) known.set(idart, findOption(tools, idart))
    return known.get(idart)
  }
}

function findOption(tools: Tools, idart: number): SoldArticle | undefined {
  const article = findArticle(tools.database, idart)
  return article?.isOption && unsoldBecause(article) === undefined ? toSold(tools, article) : undefined
}

export interface FoundArticle extends ArticleLookup {
  /** Why the article that the code names is not sold. */
  refusal?: string
}

const nothing: FoundArticle = { article: null, idtar: null, quantity: '1', matches: 0 }

/** What someone typed or a scanner read in CAISSE: a code, or a part of a label that fits one article only. */
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
  return { ...nothing, article: found.length === 1 ? found[0]! : null, matches: found.length }
}

interface Named {
  article: Article
  quantity?: string
  idtar?: number
}

/** A «Code de vente», an IDART, a code interne: the first of them that is somebody's. */
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

/** Articles that may be sold, by label; 500 at most. */
export function listSellable(
  tools: Tools,
  query: { definition?: string; rayonId?: string },
): SellableArticle[] {
  const { database } = tools
  const { lines } = searchArticles(database, { ...query, sort: 'definition' })
  // A list asks for each option many times, and reads everything else at once.
  const tariffs = listTariffs(database)
  const groups = listOptionGroups(database)
  const remember = rememberOptions(tools)
  return lines.flatMap(({ idart }) => {
    const article = findArticle(database, idart)
    if (!article || refusalOf(article) !== undefined) return []
    return compose(tools, article, {
      tariffs: tariffs.get(idart) ?? [],
      groups: groups.get(idart) ?? [],
      findOption: remember,
    })
  })
}
