import {
  CatalogCharge,
  type CatalogData,
  CatalogDeal,
  CatalogDiscount,
  CatalogOption,
  Category,
  type OperationId,
  OptionList,
  Product,
  Sku,
} from '@hub/contract'
import Type, { type TSchema } from 'typebox'
import { type Api, type ApiCall, type Json, pageAnswer } from '../api/index.ts'
import { notFound } from '../platform/errors.ts'
import { reachCatalog } from './reach.ts'

type Item = { id: string }
type Params = Readonly<Record<string, string>>

/** A collection within a catalog that has paths of its own. */
interface Part {
  list: OperationId
  get: OperationId
  /** Parameter that names one of them. */
  id: string
  schema: TSchema
  /** undefined when the path names a parent that is not there. */
  of: (data: CatalogData, params: Params) => readonly Item[] | undefined
}

const byId = <T extends Item>(items: readonly T[], id: string | undefined) =>
  items.find((item) => item.id === id)

const parts: readonly Part[] = [
  {
    list: 'categories.list',
    get: 'categories.get',
    id: 'category_id',
    schema: Category,
    of: ({ categories }) => categories,
  },
  {
    list: 'products.list',
    get: 'products.get',
    id: 'product_id',
    schema: Product,
    of: ({ products }) => products,
  },
  {
    list: 'skus.list',
    get: 'skus.get',
    id: 'sku_id',
    schema: Sku,
    of: ({ products }, { product_id }) => byId(products, product_id)?.skus,
  },
  {
    list: 'optionLists.list',
    get: 'optionLists.get',
    id: 'option_list_id',
    schema: OptionList,
    of: ({ option_lists }) => option_lists,
  },
  {
    list: 'options.list',
    get: 'options.get',
    id: 'option_id',
    schema: CatalogOption,
    of: ({ option_lists }, { option_list_id }) => byId(option_lists, option_list_id)?.options,
  },
  { list: 'deals.list', get: 'deals.get', id: 'deal_id', schema: CatalogDeal, of: ({ deals }) => deals },
  {
    list: 'discounts.list',
    get: 'discounts.get',
    id: 'discount_id',
    schema: CatalogDiscount,
    of: ({ discounts }) => discounts,
  },
  {
    list: 'charges.list',
    get: 'charges.get',
    id: 'charge_id',
    schema: CatalogCharge,
    of: ({ charges }) => charges,
  },
]

/** What a catalog is made of, in upload order, each item as in the whole (contract, catalogs §1 and §4). */
export function partRoutes(api: Api) {
  for (const part of parts) {
    api.operation(part.list, { answer: Type.Array(part.schema) }, async (call) =>
      pageOf(call, await itemsOf(call, part)),
    )
    api.operation(part.get, { answer: part.schema }, async (call) => {
      const item = byId(await itemsOf(call, part), call.params[part.id])
      if (!item) throw notFound()
      return item
    })
  }
}

async function itemsOf(call: ApiCall, part: Part): Promise<readonly Item[]> {
  const { data } = await reachCatalog(call, 'read')
  const items = part.of(JSON.parse(data) as CatalogData, call.params)
  if (!items) throw notFound()
  return items
}

function pageOf(call: ApiCall, items: readonly Item[]): Json {
  const page = call.page()
  const start = page.after === undefined ? 0 : resume(items, page.after)
  const rows = items
    .slice(start, start + page.count + 1)
    .map((item, offset) => ({ item, at: start + offset }))
  return pageAnswer(call.reply, page, rows, {
    text: ({ item }) => JSON.stringify(item),
    key: ({ item, at }) => [at, item.id, items[at + 1]?.id ?? ''],
  })
}

/**
 * Where the next page begins. The catalog may have been replaced since: what counts is the item shown last, else the
 * one that followed it, else, when no id was kept, its place (contract, general §4).
 */
export function resume(items: readonly Item[], [at, lastId, nextId]: readonly (string | number)[]): number {
  const last = items.findIndex(({ id }) => id === lastId)
  if (last !== -1) return last + 1
  const next = items.findIndex(({ id }) => id === nextId)
  return next === -1 ? Number(at) + 1 : next
}
