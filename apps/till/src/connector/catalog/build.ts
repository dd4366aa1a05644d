import type { StoredGroup, Tariff } from '../../articles/index.ts'
import type { Category, Rayon } from '../../classification/index.ts'
import type { MenuSheet } from '../../menus/index.ts'
import { type CatalogDeal, dealOf, dealOnly, leavingMenus } from './deals.ts'
import { buildOptionLists, type CatalogOptionList } from './option-lists.ts'
import { type LeftOut, leftOutReason, leftOutUnpricedReason, type PublishedArticle } from './rules.ts'
import {
  type CatalogSku,
  type IsUnmanaged,
  type SentTariffs,
  sentTariffs,
  skusOf,
  tariffRef,
} from './skus.ts'

export interface CatalogCategory {
  ref: string
  parent_ref?: string
  name: string
}

export interface CatalogProduct {
  ref: string
  category_ref: string
  name: string
  description?: string
  tags?: string[]
  image_ids?: string[]
  tax_rate?: { delivery: string; collection: string; eat_in: string }
  skus: CatalogSku[]
}

/** Has no price, because it differs from order to order (contract, kezia D53). */
export interface CatalogCharge {
  ref: string
  name: string
  type: 'delivery'
}

/** The image of a product or deal, sent before the catalogue. */
export interface Picture {
  /** Of the product or deal. */
  ref: string
  idart: number
  name: string
  md5: string
}

export interface BuiltCatalog {
  data: {
    categories: CatalogCategory[]
    products: CatalogProduct[]
    option_lists: CatalogOptionList[]
    deals: CatalogDeal[]
    charges: CatalogCharge[]
  }
  leftOut: LeftOut[]
  /** Sentences about parts of articles or menus that are not sent as the merchant may expect. */
  warnings: string[]
  pictures: Picture[]
  /** Published skus and options whose stock is managed. */
  stocked: { kind: 'sku' | 'option'; ref: string; idart: number }[]
  /**
   * Refs that several articles would share. The export is refused while there are any (contract, kezia R-X4).
   */
  clashes: { ref: string; names: string[] }[]
}

const noRayon: CatalogCategory = { ref: 'R0', name: 'DIVERS' }

export interface CatalogSources {
  articles: PublishedArticle[]
  tree: Rayon[]
  /** By id of the article that offers them. */
  groups: ReadonlyMap<number, StoredGroup[]>
  /** By article id; only articles with several prices. */
  tariffs: ReadonlyMap<number, Tariff[]>
  /** In order of «Rang»; none without «Recherche Menu». */
  menus: MenuSheet[]
}

interface BuildOptions {
  currency: string
  useInternalCodes: boolean
  /** The VAT rates of an article eaten on site and taken away, in percent. */
  ratesOf(article: PublishedArticle): { eat_in: string; take_away: string }
  /** «FRAIS DE PORT TTC». */
  isCharge(article: PublishedArticle): boolean
  isUnmanaged: IsUnmanaged
}

/**
 * Builds the whole catalogue to send: published articles under their deepest category, non-empty categories
 * in tree order, the options that articles offer, and the menus (contract, kezia R-X1 to R-X8, R-X10, §4.2).
 * The article of a menu becomes its deal, «FRAIS DE PORT TTC» a charge. Neither is sent as a product.
 */
export function buildCatalog(
  { articles, tree, groups, tariffs, menus }: CatalogSources,
  { currency, useInternalCodes, isUnmanaged, isCharge, ratesOf }: BuildOptions,
): BuiltCatalog {
  const refOf = ({ idart, internalCode }: PublishedArticle) =>
    useInternalCodes && internalCode ? internalCode : String(idart)
  const byIdart = new Map(articles.map((article) => [article.idart, article]))
  const menuIdarts = new Set(menus.map(({ idart }) => idart))
  const leftOut: LeftOut[] = []
  const warnings: string[] = []
  const sent = new Map<number, Tariff[]>()
  const byCategory = new Map<string, PublishedArticle[]>()
  const chargeArticles: PublishedArticle[] = []
  for (const article of articles) {
    if (article.isOption) continue // options are sent with the articles that offer them, never as products
    if (menuIdarts.has(article.idart) || isCharge(article)) {
      const reason = leftOutUnpricedReason(article)
      if (reason) leftOut.push({ idart: article.idart, name: article.definition, reason })
      else if (!menuIdarts.has(article.idart)) chargeArticles.push(article)
      continue
    }
    const own = tariffs.get(article.idart)
    const sending = own && sentTariffs(article, own, isUnmanaged)
    const reason = sending ? reasonWithTariffs(article, sending) : leftOutReason(article)
    if (reason) leftOut.push({ idart: article.idart, name: article.definition, reason })
    else push(byCategory, categoryRefOf(article), article)
    if (reason || !sending) continue
    sent.set(article.idart, sending.tariffs)
    warnings.push(...sending.warnings)
  }
  const skuRefsOf = (article: PublishedArticle) =>
    sent.get(article.idart)?.map((tariff) => tariffRef(refOf(article), tariff)) ?? [refOf(article)]
  const leavingIdarts = new Set([...byCategory.values()].flatMap((some) => some.map(({ idart }) => idart)))
  const { leaving, warnings: menuWarnings } = leavingMenus(menus, byIdart, leavingIdarts)
  const menuArticles = leaving.map(({ article }) => article)
  const categories = usedCategories(tree, new Set([...byCategory.keys(), ...menuArticles.map(categoryRefOf)]))
  const published = categories.flatMap(({ ref }) =>
    (byCategory.get(ref) ?? []).toSorted((a, b) => a.definition.localeCompare(b.definition, 'fr')),
  )
  const isDealOnly = dealOnly(menus)
  const options = buildOptionLists(published, { articles, groups, refOf, currency })
  const products = published.map((article) =>
    productOf(article, {
      ref: refOf(article),
      isDealOnly: isDealOnly(article),
      rates: ratesOf(article),
      skus: skusOf(article, refOf(article), {
        tariffs: sent.get(article.idart) ?? [],
        optionListRefs: options.refsOf.get(article.idart),
        currency,
      }),
    }),
  )
  const deals = leaving.map((one) =>
    dealOf(one, {
      skuRefsOf: (idart) => (leavingIdarts.has(idart) ? skuRefsOf(byIdart.get(idart)!) : []),
      refOf,
      categoryRefOf,
      currency,
    }),
  )
  const charges = chargeArticles.map((article) => ({
    ref: refOf(article),
    name: article.definition,
    type: 'delivery' as const,
  }))
  const pictures = [...published, ...menuArticles].flatMap((article) =>
    article.imageMd5 === null
      ? []
      : { ref: refOf(article), idart: article.idart, name: article.definition, md5: article.imageMd5 },
  )
  return {
    data: { categories, products, option_lists: options.lists, deals, charges },
    leftOut: [...leftOut, ...options.leftOut],
    warnings: [...warnings, ...options.warnings, ...menuWarnings],
    pictures,
    stocked: [
      ...stockedOf('sku', published, skuRefsOf),
      ...stockedOf('option', [...options.used.values()], (article) => [refOf(article)]),
    ],
    clashes: clashesOf(
      [...published, ...menuArticles, ...options.used.values(), ...chargeArticles],
      skuRefsOf,
    ),
  }
}

/** The prices of the tariffs are sent, so the article's own price may be 0. */
function reasonWithTariffs(article: PublishedArticle, { tariffs }: SentTariffs) {
  return leftOutUnpricedReason(article) ?? (tariffs.length === 0 ? ('noTariff' as const) : undefined)
}

type RefsOf = (article: PublishedArticle) => string[]

/** Every sku of an article carries the article's stock (contract, kezia §4.4). */
const stockedOf = (kind: 'sku' | 'option', articles: PublishedArticle[], refsOf: RefsOf) =>
  articles
    .filter(({ isStockManaged }) => isStockManaged)
    .flatMap((article) => refsOf(article).map((ref) => ({ kind, ref, idart: article.idart })))

function clashesOf(articles: PublishedArticle[], refsOf: RefsOf) {
  const byRef = new Map<string, string[]>()
  for (const article of articles) for (const ref of refsOf(article)) push(byRef, ref, article.definition)
  return [...byRef].filter(([, names]) => names.length > 1).map(([ref, names]) => ({ ref, names }))
}

function categoryRefOf({ rayonId, familleId, sousFamilleId }: PublishedArticle): string {
  if (sousFamilleId !== null) return `S${sousFamilleId}`
  if (familleId !== null) return `F${familleId}`
  return `R${rayonId ?? 0}`
}

/** Depth first, each parent before its children; empty categories are left out. */
function usedCategories(tree: Rayon[], used: ReadonlySet<string>): CatalogCategory[] {
  const withChildren = (parent: CatalogCategory, children: CatalogCategory[]) =>
    children.length > 0 || used.has(parent.ref) ? [parent, ...children] : []
  const kept = tree.flatMap((rayon) => {
    const root = categoryOf('R', rayon)
    const below = rayon.familles.flatMap((famille) => {
      const middle = categoryOf('F', famille, root.ref)
      const leaves = famille.sousFamilles.map((leaf) => categoryOf('S', leaf, middle.ref))
      return withChildren(
        middle,
        leaves.filter(({ ref }) => used.has(ref)),
      )
    })
    return withChildren(root, below)
  })
  return used.has(noRayon.ref) ? [...kept, noRayon] : kept
}

const categoryOf = (level: 'R' | 'F' | 'S', { id, name }: Category, parentRef?: string): CatalogCategory => ({
  ref: `${level}${id}`,
  ...(parentRef !== undefined && { parent_ref: parentRef }),
  name,
})

interface ProductParts {
  ref: string
  isDealOnly: boolean
  rates: { eat_in: string; take_away: string }
  skus: CatalogSku[]
}

function productOf(
  article: PublishedArticle,
  { ref, isDealOnly, rates, skus }: ProductParts,
): CatalogProduct {
  const { definition, description, alcohol } = article
  const tags = [...(alcohol === '' ? [] : ['alcoholic']), ...(isDealOnly ? ['deal_only'] : [])]
  return {
    ref,
    category_ref: categoryRefOf(article),
    name: definition,
    ...(description !== '' && { description }),
    ...(tags.length > 0 && { tags }),
    tax_rate: { delivery: rates.take_away, collection: rates.take_away, eat_in: rates.eat_in },
    skus,
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/**
 * Adds image ids to products and deals.
 * @param ids the hub's image ids by MD5; a picture without one is left out
 */
export function withImages(
  { data, pictures }: Pick<BuiltCatalog, 'data' | 'pictures'>,
  ids: ReadonlyMap<string, string>,
): BuiltCatalog['data'] {
  const idOf = new Map(pictures.map(({ ref, md5 }) => [ref, ids.get(md5)]))
  const withImage = <T extends { ref: string }>(part: T) => {
    const id = idOf.get(part.ref)
    return id === undefined ? part : { ...part, image_ids: [id] }
  }
  return { ...data, products: data.products.map(withImage), deals: data.deals.map(withImage) }
}

/** The same catalogue for a hub that refuses `tax_rate` (contract, kezia D51). */
export const withoutTaxRates = (data: BuiltCatalog['data']): BuiltCatalog['data'] => ({
  ...data,
  products: data.products.map(({ tax_rate: _, ...product }) => product),
})
