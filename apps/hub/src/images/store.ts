import type { ImageType } from '@hub/contract'
import { type Db, fragment, type Trx } from '../platform/db/index.ts'

export interface ImageRow {
  id: string
  type: ImageType
  size: number
  md5: string
  client_id: string
  private_ref: string | null
  unattached_since: Date | null
}

/** The existing images of a catalog. An image unattached since `goneSince` or longer counts as deleted. */
export interface ImagesKey {
  accountId: string
  catalogId: string
  goneSince: Date
}

const columns = fragment`id, type, size, md5, client_id, private_ref, unattached_since`
// An expired image is never visible, whether or not it has been removed yet (contract, catalogs §14).
const isThere = ({ accountId, catalogId, goneSince }: ImagesKey) => fragment`
  account_id = ${accountId} and catalog_id = ${catalogId}
  and (unattached_since is null or unattached_since > ${goneSince})`

/** All images of the catalog, or the one with the client's private ref. */
export const list = (
  sql: Db,
  { clientId, privateRef, ...images }: ImagesKey & { clientId: string; privateRef: string | undefined },
) => sql<ImageRow>`
  select ${columns} from image
  where ${isThere(images)} and (${privateRef}::text is null or (client_id = ${clientId} and private_ref = ${privateRef}))
  order by created_at, id`

export async function find(sql: Db, { imageId, ...images }: ImagesKey & { imageId: string }) {
  const [row] = await sql<ImageRow>`select ${columns} from image where ${isThere(images)} and id = ${imageId}`
  return row
}

export async function findData(sql: Db, { accountId, imageId }: { accountId: string; imageId: string }) {
  const [row] = await sql<{ data: Uint8Array }>`
    select data from image where account_id = ${accountId} and id = ${imageId}`
  return row
}

export const listIds = (sql: Db, images: ImagesKey) => sql<{ id: string }>`
  select id from image where ${isThere(images)}`

/** Total size of an account's images, in bytes. */
export async function sumBytes(sql: Db, { accountId, goneSince }: Omit<ImagesKey, 'catalogId'>) {
  const [row] = await sql<{ bytes: number }>`
    select coalesce(sum(size), 0)::bigint as bytes from image
    where account_id = ${accountId} and (unattached_since is null or unattached_since > ${goneSince})`
  return row?.bytes ?? 0
}

export interface NewImage {
  accountId: string
  id: string
  catalogId: string
  type: ImageType
  md5: string
  clientId: string
  privateRef: string | null
  now: Date
  data: Uint8Array
}

/** Adds an image, unattached. */
export const insert = (
  trx: Trx,
  { accountId, id, catalogId, type, md5, clientId, privateRef, now, data }: NewImage,
) => trx`
  insert into image (account_id, id, catalog_id, type, size, md5, client_id, private_ref, created_at,
    unattached_since, data)
  values (${accountId}, ${id}, ${catalogId}, ${type}, ${data.length}, ${md5}, ${clientId}, ${privateRef}, ${now},
    ${now}, ${data})`

/** Stops the expiry of the images in the list and starts that of the catalog's other images, unless it already runs. */
export const attach = (
  trx: Trx,
  {
    accountId,
    catalogId,
    ids,
    now,
  }: { accountId: string; catalogId: string; ids: readonly string[]; now: Date },
) => trx`
  update image set unattached_since = case when id = any(${ids}::text[]) then null else ${now}::timestamptz end
  where account_id = ${accountId} and catalog_id = ${catalogId}
    and (id = any(${ids}::text[])) = (unattached_since is not null)`

/** Removes expired images with the given private ref. */
export const removeDueOfRef = (
  trx: Trx,
  {
    accountId,
    catalogId,
    goneSince,
    clientId,
    privateRef,
  }: ImagesKey & { clientId: string; privateRef: string },
) => trx`
  delete from image
  where account_id = ${accountId} and catalog_id = ${catalogId} and unattached_since <= ${goneSince}
    and client_id = ${clientId} and private_ref = ${privateRef}`

/** Removes expired images in all accounts, at most `limit` at a time. */
export const removeDue = (sql: Db, { goneSince, limit }: { goneSince: Date; limit: number }) => sql<{
  id: string
}>`
  delete from image where (account_id, id) in (
    select account_id, id from image where unattached_since <= ${goneSince} order by unattached_since limit ${limit})
  returning id`
