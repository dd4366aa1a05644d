import { statement, type Trx } from '../platform/db/index.ts'

export interface CatalogTable {
  account_id: string
  id: string
  location_id: string | null
  name: string
  created_at: Date
  /** The content as JSON, in its retrieved form. */
  data: string
  /** Products in it, so that the back office counts without reading it. */
  product_count: number
  /** The refs of its skus and options: see `ref-index.ts`. */
  sku_refs: string[]
  option_refs: string[]
}

export type CatalogSummaryRow = Omit<CatalogTable, 'data' | 'product_count' | 'sku_refs' | 'option_refs'> & {
  /** Of its location, or of the account's first location. */
  zone: string
  suspended: boolean
}
export type CatalogRow = CatalogSummaryRow & {
  /** Bytes outside a transaction: a large one is never decoded. */
  data: string | Uint8Array
  /** Another one after each change of the row. */
  version: string
}

const columns = `c.account_id, c.id, c.location_id, c.name, c.created_at, p.suspended_at is not null as suspended,
  coalesce(p.timezone,
    (select f.timezone from location f where f.account_id = c.account_id order by f.number limit 1)) as zone`
const source = `catalog c left join location p on p.account_id = c.account_id and p.id = c.location_id`
const isOne = `c.account_id = $1 and c.id = $2`

/** Without its content. Parameters: account, catalog. */
export const findSummary = statement<CatalogSummaryRow>(`select ${columns} from ${source} where ${isOne}`)
/** Parameters: account, catalog. */
export const find = statement<CatalogRow>(
  `select ${columns}, c.data, c.xmin::text as version from ${source} where ${isOne}`,
)
/** Locked until the commit, without its content. Parameters: account, catalog. */
export const lock = statement<Omit<CatalogRow, 'data'>>(
  `select ${columns}, c.xmin::text as version from ${source} where ${isOne} for update of c`,
)

// Contract, catalogs §3: the newest first.
const page = `and ($3::boolean or c.id = $4) and ($5::timestamptz is null or (c.created_at, c.id) < ($5, $6::text))
  order by c.created_at desc, c.id desc limit $7`
/** Parameters: account, location, all or else the one catalog, before (time, id), limit. */
export const listOfLocation = statement<CatalogSummaryRow>(
  `select ${columns} from ${source} where c.account_id = $1 and (c.location_id is null or c.location_id = $2) ${page}`,
)
/** The same without location: `$2` is ignored. */
export const listOfAccount = statement<CatalogSummaryRow>(
  `select ${columns} from ${source} where c.account_id = $1 and $2::text is null and c.location_id is null ${page}`,
)

/** Parameters: account. */
export const names = statement<{ id: string; location_id: string | null; name: string }>(
  `select id, location_id, name from catalog where account_id = $1`,
)

/** Parameters: account, catalog, location or null, name, time, content, products in it. */
export const insert = statement(
  `insert into catalog (account_id, id, location_id, name, created_at, data, product_count)
    values ($1, $2, $3, $4, $5, $6, $7)`,
)
/** Parameters: account, catalog, name; content and products in it, or null to leave them. */
export const update = statement(
  `update catalog set name = $3, data = coalesce($4, data), product_count = coalesce($5, product_count)
    where account_id = $1 and id = $2`,
)
const isPart = 'account_id = $1 and catalog_id = $2'
const insertPart = statement(
  `insert into catalog_part (account_id, catalog_id, number, bytes) values ($1, $2, $3, $4)`,
)
const joinParts = statement(
  `update catalog set data = (
     select convert_from(string_agg(bytes, ''::bytea order by number), 'UTF8') from catalog_part where ${isPart})
   where account_id = $1 and id = $2`,
)
const removeParts = statement(`delete from catalog_part where ${isPart}`)
const partBytes = 1024 * 1024

/** Stores a large content of a locked catalog part by part: one parameter of 20 MB would be copied several times at once. */
export async function saveInParts(
  trx: Trx,
  accountId: string,
  catalogId: string,
  content: Uint8Array,
): Promise<void> {
  for (let number = 0; number * partBytes < content.length; number++) {
    const part = content.subarray(number * partBytes, (number + 1) * partBytes)
    await insertPart(trx, [accountId, catalogId, number, part])
  }
  await joinParts(trx, [accountId, catalogId])
  await removeParts(trx, [accountId, catalogId])
}

/** Parameters: account, catalog. */
export const remove = statement(`delete from catalog where account_id = $1 and id = $2`)
