import type { OwnedPage } from '../api/index.ts'
import { type Db, fragment, type Trx } from '../platform/db/index.ts'

export interface CatalogTable {
  account_id: string
  id: string
  location_id: string | null
  name: string
  created_at: Date
  /** The content as JSON, in its retrieved form. */
  data: string
  /** Number of products, so that the back office need not read the content. */
  product_count: number
  /** The refs of its skus and options: see `ref-index.ts`. */
  sku_refs: string[]
  option_refs: string[]
}

export type CatalogSummaryRow = Omit<CatalogTable, 'data' | 'product_count' | 'sku_refs' | 'option_refs'> & {
  /** Time zone of the catalog's location, or of the account's first location. */
  zone: string
  suspended: boolean
}
export type CatalogRow = CatalogSummaryRow & {
  /** Bytes if it is large, because it is never decoded as a whole. */
  data: string | Uint8Array
  /** Row version, which every change replaces. */
  version: string
}

export interface CatalogKey {
  accountId: string
  catalogId: string
}

const columns = fragment`c.account_id, c.id, c.location_id, c.name, c.created_at,
  p.suspended_at is not null as suspended,
  coalesce(p.timezone,
    (select f.timezone from location f where f.account_id = c.account_id order by f.number limit 1)) as zone`
const source = fragment`catalog c left join location p on p.account_id = c.account_id and p.id = c.location_id`
const isOne = ({ accountId, catalogId }: CatalogKey) =>
  fragment`c.account_id = ${accountId} and c.id = ${catalogId}`

/** The catalog without its content. */
export async function findSummary(sql: Db, key: CatalogKey) {
  const [row] = await sql<CatalogSummaryRow>`select ${columns} from ${source} where ${isOne(key)}`
  return row
}

/** Maximum bytes of a content that are sent or read as one value. */
const partBytes = 1024 * 1024

/**
 * The catalog with its content. The driver decodes a row in one turn of the event loop, so a large content comes in
 * several rows of bytes (security S10). They are sorted here, because PostgreSQL would sort them on disk.
 */
export async function find(sql: Db, key: CatalogKey): Promise<CatalogRow | undefined> {
  const rows = await sql<CatalogRow & { data: string | null; part: number; bytes: Buffer }>`
    select ${columns}, c.xmin::text as version, case when content.bytes is null then c.data end as data, part,
      substring(content.bytes from part * ${partBytes}::int + 1 for ${partBytes}::int) as bytes
    from ${source}
    cross join lateral (
      -- The offset keeps this apart: the content is unpacked once, not once per part.
      select case when octet_length(c.data) > ${partBytes}::int then convert_to(c.data, 'UTF8') end as bytes offset 0
    ) content
    cross join lateral generate_series(0, coalesce(octet_length(content.bytes) - 1, 0) / ${partBytes}::int) as part
    where ${isOne(key)}`
  const [first] = rows
  if (!first) return undefined
  const { part: _part, bytes: _bytes, data, ...summary } = first
  if (data !== null) return { ...summary, data }
  const parts = rows.toSorted((left, right) => left.part - right.part)
  return { ...summary, data: Buffer.concat(parts.map(({ bytes }) => bytes)) }
}

/** Finds a catalog, without its content, and locks it until the commit. */
export async function lock(trx: Trx, key: CatalogKey) {
  const [row] = await trx<Omit<CatalogRow, 'data'>>`
    select ${columns}, c.xmin::text as version from ${source} where ${isOne(key)} for update of c`
  return row
}

/** Catalogs of a location and its account, or of the account only; newest first (contract, catalogs §3). */
export function list(sql: Db, { accountId, locationId, all, boundId, after, limit }: OwnedPage) {
  const isOfPlace =
    locationId === null
      ? fragment`c.location_id is null`
      : fragment`(c.location_id is null or c.location_id = ${locationId})`
  return sql<CatalogSummaryRow>`
    select ${columns} from ${source}
    where c.account_id = ${accountId} and ${isOfPlace} and (${all}::boolean or c.id = ${boundId})
      and (${after?.[0]}::timestamptz is null or (c.created_at, c.id) < (${after?.[0]}, ${after?.[1]}::text))
    order by c.created_at desc, c.id desc limit ${limit}`
}

export const listNames = (sql: Db, { accountId }: { accountId: string }) =>
  sql<Pick<CatalogTable, 'id' | 'location_id' | 'name'>>`
    select id, location_id, name from catalog where account_id = ${accountId}`

export interface InsertedCatalog extends CatalogKey {
  locationId: string | null
  name: string
  createdAt: Date
  /** The content as JSON. */
  data: string
  /** Number of products. */
  products: number
}

export const insert = (
  trx: Trx,
  { accountId, catalogId, locationId, name, createdAt, data, products }: InsertedCatalog,
) => trx`
  insert into catalog (account_id, id, location_id, name, created_at, data, product_count)
  values (${accountId}, ${catalogId}, ${locationId}, ${name}, ${createdAt}, ${data}, ${products})`

export interface SavedCatalog extends CatalogKey {
  name: string
  /** The content as JSON, and its number of products; null to keep them. */
  data: string | null
  products: number | null
}

export const update = (trx: Trx, { accountId, catalogId, name, data, products }: SavedCatalog) => trx`
  update catalog set name = ${name}, data = coalesce(${data}::text, data),
    product_count = coalesce(${products}::int, product_count)
  where account_id = ${accountId} and id = ${catalogId}`

/** Stores a locked catalog's large content in parts, because one parameter of 20 MB would be copied several times. */
export async function saveInParts(
  trx: Trx,
  { accountId, catalogId, content }: CatalogKey & { content: Uint8Array },
): Promise<void> {
  for (let number = 0; number * partBytes < content.length; number++) {
    const part = content.subarray(number * partBytes, (number + 1) * partBytes)
    await trx`
      insert into catalog_part (account_id, catalog_id, number, bytes)
      values (${accountId}, ${catalogId}, ${number}, ${part})`
  }
  const isPart = fragment`account_id = ${accountId} and catalog_id = ${catalogId}`
  await trx`
    update catalog set data = (
      select convert_from(string_agg(bytes, ''::bytea order by number), 'UTF8') from catalog_part where ${isPart})
    where account_id = ${accountId} and id = ${catalogId}`
  await trx`delete from catalog_part where ${isPart}`
}

export const remove = (trx: Trx, { accountId, catalogId }: CatalogKey) => trx`
  delete from catalog where account_id = ${accountId} and id = ${catalogId}`
