import type { ImageType } from '@hub/contract'
import { statement } from '../platform/db/index.ts'

export interface ImageRow {
  id: string
  type: ImageType
  size: number
  md5: string
  client_id: string
  private_ref: string | null
  unattached_since: Date | null
}

const columns = 'id, type, size, md5, client_id, private_ref, unattached_since'
// An image whose time is over is nowhere to be seen, whether it has been removed yet or not (contract, catalogs §14).
const isThere = `account_id = $1 and catalog_id = $2 and (unattached_since is null or unattached_since > $3)`

/** Parameters: account, catalog, unattached after, client and private ref or null for all. */
export const list = statement<ImageRow>(
  `select ${columns} from image where ${isThere} and ($5::text is null or (client_id = $4 and private_ref = $5))
   order by created_at, id`,
)
/** Parameters: account, catalog, unattached after, image. */
export const find = statement<ImageRow>(`select ${columns} from image where ${isThere} and id = $4`)
/** Parameters: account, image. */
export const findData = statement<{ data: Uint8Array }>(
  `select data from image where account_id = $1 and id = $2`,
)
/** Parameters: account, catalog, unattached after. */
export const ids = statement<{ id: string }>(`select id from image where ${isThere}`)

/** What the images of an account take. Parameters: account, unattached after. */
export const sumBytes = statement<{ bytes: number }>(
  `select coalesce(sum(size), 0)::bigint as bytes from image
   where account_id = $1 and (unattached_since is null or unattached_since > $2)`,
)

/** Parameters: account, id, catalog, type, size, md5, client, private ref, time, data. */
export const insert = statement(
  `insert into image (account_id, id, catalog_id, type, size, md5, client_id, private_ref, created_at,
     unattached_since, data)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)`,
)

/** The timer of those in the list stops, that of the others starts, if it does not run yet. Parameters: account,
 * catalog, ids, now. */
export const attach = statement(
  `update image set unattached_since = case when id = any($3) then null else $4::timestamptz end
   where account_id = $1 and catalog_id = $2 and (id = any($3)) = (unattached_since is not null)`,
)

/** Those of one private ref whose time is over. Parameters: account, catalog, unattached until, client, ref. */
export const removeDueOfRef = statement(
  `delete from image where account_id = $1 and catalog_id = $2 and unattached_since <= $3
   and client_id = $4 and private_ref = $5`,
)
/** In all accounts. Parameters: unattached until, limit. */
export const removeDue = statement<{ id: string }>(
  `delete from image where (account_id, id) in (
     select account_id, id from image where unattached_since <= $1 order by unattached_since limit $2)
   returning id`,
)
