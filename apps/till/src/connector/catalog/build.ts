import { formatMoney } from '@hub/money'
import type { StoredGroup } from '../../articles/index.ts'
import type { Category, Rayon } from '../../classification/index.ts'
import { buildOptionLists, type CatalogOptionList } from './option-lists.ts'
import { type LeftOut, leftOutReason, type PublishedArticle } from './rules.ts'

export interface CatalogCategory {
  ref: string
  parent_ref?: string
  name: string
}

export interface CatalogSku {
  ref: string
  price: string
  price_overrides?: { price: string; start_date: string; end_date: string }[]
  option_list_refs?: string[]
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

/** The image of a product, sent before the catalogue. */
export interface Picture {
  /** Of the product. */
  ref: string
  idart: number
  name: string
  md5: string
}

export interface BuiltCatalog {
  data: { categories: CatalogCategory[]; products: CatalogProduct[]; option_lists: CatalogOptionList[] }
  leftOut: LeftOut[]
  /** What leaves otherwise than one may think: sentences. */
  warnings: string[]
  pictures: Picture[]
  /** What has a stock, among what leaves. */
  stocked: { kind: 'sku' | 'option'; ref: string; idart: number }[]
  /** Refs that several articles would share: the export is refused (contract, kezia R-X4). */
  clashes: { ref: string; names: string[] }[]
}

const noRayon: CatalogCategory = { ref: 'R0', name: 'DIVERS' }

export interface CatalogSources {
  articles: PublishedArticle[]
  tree: Rayon[]
  /** By IDART of the article that offers them. */
  groups: ReadonlyMap<number, StoredGroup[]>
}

/**
 * The whole catalogue as it leaves the till: published articles on their deepest filled level, categories that are not
 * empty, in the order of the tree, with the options they offer (contract, kezia R-X1 to R-X5, R-X8, R-X10, §4.2).
 */
export function buildCatalog(
  { articles, tree, groups }: CatalogSources,
  { currency, useInternalCodes }: { currency: string; useInternalCodes: boolean },
): BuiltCatalog {
  const refOf = ({ idart, internalCode }: PublishedArticle) =>
    useInternalCodes && internalCode ? internalCode : String(idart)
  const leftOut: LeftOut[] = []
  const byCategory = new Map<string, PublishedArticle[]>()
  for (const article of articles) {
    if (article.isOption) continue // options travel with the articles that use them, never as products
    const reason = leftOutReason(article)
    if (reason) leftOut.push({ idart: article.idart, name: article.definition, reason })
    else push(byCategory, categoryRefOf(article), article)
  }
  const categories = usedCategories(tree, byCategory)
  const published = categories.flatMap(({ ref }) =>
    (byCategory.get(ref) ?? []).toSorted((a, b) => a.definition.localeCompare(b.definition, 'fr')),
  )
  const options = buildOptionLists(published, { articles, groups, refOf, currency })
  const products = published.map((article) =>
    productOf(article, refOf(article), options.refsOf.get(article.idart), currency),
  )
  const pictures = published.flatMap((article) =>
    article.imageMd5 === null
      ? []
      : { ref: refOf(article), idart: article.idart, name: article.definition, md5: article.imageMd5 },
  )
  return {
    data: { categories, products, option_lists: options.lists },
    leftOut: [...leftOut, ...options.leftOut],
    warnings: options.warnings,
    pictures,
    stocked: [
      ...stockedOf('sku', published, refOf),
      ...stockedOf('option', [...options.used.values()], refOf),
    ],
    clashes: clashesOf([...published, ...options.used.values()], refOf),
  }
}

const stockedOf = (
  kind: 'sku' | 'option',
  articles: PublishedArticle[],
  refOf: (article: PublishedArticle) => string,
) =>
  articles
    .filter(({ isStockManaged }) => isStockManaged)
    .map((article) => ({ kind, ref: refOf(article), idart: article.idart }))

function clashesOf(articles: PublishedArticle[], refOf: (article: PublishedArticle) => string) {
  const byRef = new Map<string, string[]>()
  for (const article of articles) push(byRef, refOf(article), article.definition)
  return [...byRef].filter(([, names]) => names.length > 1).map(([ref, names]) => ({ ref, names }))
}

function categoryRefOf({ rayonId, familleId, sousFamilleId }: PublishedArticle): string {
  if (sousFamilleId !== null) return `S${sousFamilleId}`
  if (familleId !== null) return `F${familleId}`
  return `R${rayonId ?? 0}`
}

/** Depth first, each parent before its children, without those under which nothing hangs. */
function usedCategories(tree: Rayon[], used: Map<string, unknown>): CatalogCategory[] {
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

function productOf(
  article: PublishedArticle,
  ref: string,
  optionListRefs: string[] | undefined,
  currency: string,
): CatalogProduct {
  const { vat1Rate, vat2Rate, definition, description, alcohol } = article
  return {
    ref,
    category_ref: categoryRefOf(article),
    name: definition,
    ...(description !== '' && { description }),
    ...(alcohol !== '' && { tags: ['alcoholic'] }),
    tax_rate: { delivery: vat2Rate, collection: vat2Rate, eat_in: vat1Rate },
    skus: [
      {
        ref,
        price: formatMoney(article.priceCents, currency),
        ...promotionOf(article, currency),
        ...(optionListRefs && { option_list_refs: optionListRefs }),
      },
    ],
  }
}

/** Contract, kezia D53. */
function promotionOf(
  { promoPriceCents, promoStart, promoEnd, isPromoForbidden }: PublishedArticle,
  currency: string,
): Pick<CatalogSku, 'price_overrides'> {
  if (promoPriceCents === null || promoStart === null || promoEnd === null || isPromoForbidden) return {}
  const price = formatMoney(promoPriceCents, currency)
  return { price_overrides: [{ price, start_date: promoStart, end_date: promoEnd }] }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** The products with the ids of their pictures, by MD5; without an id, a product leaves without its picture. */
export function withImages(
  { data, pictures }: Pick<BuiltCatalog, 'data' | 'pictures'>,
  ids: ReadonlyMap<string, string>,
): BuiltCatalog['data'] {
  const idOf = new Map(pictures.map(({ ref, md5 }) => [ref, ids.get(md5)]))
  const products = data.products.map((product) => {
    const id = idOf.get(product.ref)
    return id === undefined ? product : { ...product, image_ids: [id] }
  })
  return { ...data, products }
}

/** The same products for a hub that refuses their tax (contract, kezia D51). */
export const withoutTaxRates = (data: BuiltCatalog['data']): BuiltCatalog['data'] => ({
  ...data,
  products: data.products.map(({ tax_rate: _, ...product }) => product),
})
