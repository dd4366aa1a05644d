import { formatMoney } from '@hub/money'
import type { Article } from '../../articles/index.ts'
import type { Category, Rayon } from '../../classification/index.ts'

export type PublishedArticle = Pick<
  Article,
  | 'idart'
  | 'definition'
  | 'internalCode'
  | 'priceCents'
  | 'vat1Rate'
  | 'vat2Rate'
  | 'rayonId'
  | 'familleId'
  | 'sousFamilleId'
  | 'isPublished'
  | 'isOption'
  | 'isAbandoned'
  | 'isSaleBlocked'
  | 'isAsleep'
  | 'isZeroPriceAllowed'
  | 'imageMd5'
>

export type LeftOutReason = 'unpublished' | 'abandoned' | 'blocked' | 'asleep' | 'zeroPrice'

export interface CatalogCategory {
  ref: string
  parent_ref?: string
  name: string
}

export interface CatalogProduct {
  ref: string
  category_ref: string
  name: string
  image_ids?: string[]
  tax_rate?: { delivery: string; collection: string; eat_in: string }
  skus: { ref: string; price: string }[]
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
  data: { categories: CatalogCategory[]; products: CatalogProduct[] }
  leftOut: { idart: number; name: string; reason: LeftOutReason }[]
  pictures: Picture[]
  /** Refs that several articles would share: the export is refused (contract, kezia R-X4). */
  clashes: { ref: string; names: string[] }[]
}

const noRayon: CatalogCategory = { ref: 'R0', name: 'DIVERS' }

/**
 * The whole catalogue as it leaves the till: published articles on their deepest filled level, categories that are not
 * empty, in the order of the tree (contract, kezia R-X1 to R-X4, R-X8, §4.2).
 */
export function buildCatalog(
  articles: PublishedArticle[],
  tree: Rayon[],
  { currency, useInternalCodes }: { currency: string; useInternalCodes: boolean },
): BuiltCatalog {
  const refOf = ({ idart, internalCode }: PublishedArticle) =>
    useInternalCodes && internalCode ? internalCode : String(idart)
  const leftOut: BuiltCatalog['leftOut'] = []
  const byCategory = new Map<string, PublishedArticle[]>()
  const byRef = new Map<string, string[]>()
  const pictures: Picture[] = []
  for (const article of articles) {
    if (article.isOption) continue // options travel with the articles that use them, never as products
    const reason = leftOutReason(article)
    if (reason) {
      leftOut.push({ idart: article.idart, name: article.definition, reason })
      continue
    }
    push(byCategory, categoryRefOf(article), article)
    push(byRef, refOf(article), article.definition)
    if (article.imageMd5 !== null)
      pictures.push({
        ref: refOf(article),
        idart: article.idart,
        name: article.definition,
        md5: article.imageMd5,
      })
  }
  const categories = usedCategories(tree, byCategory)
  const products = categories.flatMap(({ ref }) =>
    (byCategory.get(ref) ?? [])
      .toSorted((a, b) => a.definition.localeCompare(b.definition, 'fr'))
      .map((article) => productOf(article, ref, refOf(article), currency)),
  )
  const clashes = [...byRef].filter(([, names]) => names.length > 1).map(([ref, names]) => ({ ref, names }))
  return { data: { categories, products }, leftOut, pictures, clashes }
}

/** Contract, kezia R-X2, D47. */
function leftOutReason(article: PublishedArticle): LeftOutReason | undefined {
  if (!article.isPublished) return 'unpublished'
  if (article.isAbandoned) return 'abandoned'
  if (article.isSaleBlocked) return 'blocked'
  if (article.isAsleep) return 'asleep'
  if (article.priceCents === 0 && !article.isZeroPriceAllowed) return 'zeroPrice'
  return undefined
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
  categoryRef: string,
  ref: string,
  currency: string,
): CatalogProduct {
  const { vat1Rate, vat2Rate } = article
  return {
    ref,
    category_ref: categoryRef,
    name: article.definition,
    tax_rate: { delivery: vat2Rate, collection: vat2Rate, eat_in: vat1Rate },
    skus: [{ ref, price: formatMoney(article.priceCents, currency) }],
  }
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
