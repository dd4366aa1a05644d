import {
  CatalogCharge,
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
import { type Api, type ApiCall, Json, pageAnswer } from '../api/index.ts'
import { notFound } from '../platform/errors.ts'
import type { Collection, PartsKey } from './parts-store.ts'
import * as store from './parts-store.ts'
import { reachCatalogSummary } from './reach.ts'

/** A collection of a catalog with its own API paths. */
interface Part extends Collection {
  list: OperationId
  get: OperationId
  /** Path parameter with the id of an item. */
  id: string
  /** Path parameter with the id of the parent item, for nested collections. */
  parentId?: string
  schema: TSchema
}

const parts: readonly Part[] = [
  {
    name: 'categories',
    list: 'categories.list',
    get: 'categories.get',
    id: 'category_id',
    schema: Category,
  },
  {
    name: 'products',
    list: 'products.list',
    get: 'products.get',
    id: 'product_id',
    schema: Product,
  },
  {
    name: 'products',
    nested: 'skus',
    list: 'skus.list',
    get: 'skus.get',
    parentId: 'product_id',
    id: 'sku_id',
    schema: Sku,
  },
  {
    name: 'option_lists',
    list: 'optionLists.list',
    get: 'optionLists.get',
    id: 'option_list_id',
    schema: OptionList,
  },
  {
    name: 'option_lists',
    nested: 'options',
    list: 'options.list',
    get: 'options.get',
    parentId: 'option_list_id',
    id: 'option_id',
    schema: CatalogOption,
  },
  { name: 'deals', list: 'deals.list', get: 'deals.get', id: 'deal_id', schema: CatalogDeal },
  {
    name: 'discounts',
    list: 'discounts.list',
    get: 'discounts.get',
    id: 'discount_id',
    schema: CatalogDiscount,
  },
  { name: 'charges', list: 'charges.list', get: 'charges.get', id: 'charge_id', schema: CatalogCharge },
]

/** The collections of a catalog, in upload order, with items as in the whole catalog (contract, catalogs §1 and §4). */
export function partRoutes(api: Api) {
  for (const part of parts) {
    api.operation(part.list, { answer: Type.Array(part.schema) }, async (call) =>
      pageOf(call, await keyOf(call, part)),
    )
    api.operation(part.get, { answer: part.schema }, async (call) => {
      const key = await keyOf(call, part)
      const row = await store.find(call.db, { ...key, partId: call.params[part.id]! })
      if (!row) throw notFound()
      return new Json(row.item)
    })
  }
}

/**
 * The collection, if the caller may read its catalog.
 * @throws {ApiError} 404, 403 or 401
 */
async function keyOf(call: ApiCall, part: Part): Promise<PartsKey> {
  const { id: catalogId } = await reachCatalogSummary(call, 'read')
  const parentId = part.parentId === undefined ? undefined : call.params[part.parentId]
  return { accountId: call.caller.accountId, catalogId, collection: part, parentId }
}

async function pageOf(call: ApiCall, key: PartsKey): Promise<Json> {
  const page = call.page()
  const [at, lastId, nextId] = page.after ?? []
  const rows = await store.list(call.db, {
    ...key,
    shown: at === undefined ? 0 : Number(at) + 1,
    lastId: lastId?.toString(),
    nextId: nextId?.toString(),
    limit: page.count + 1,
  })
  if (rows.length === 0 && !(await store.exists(call.db, key))) throw notFound()
  return pageAnswer(call.reply, page, rows, {
    text: ({ item }) => item,
    key: ({ id, place, next_id }) => [place, id, next_id ?? ''],
    found: rows[0]?.found,
  })
}
