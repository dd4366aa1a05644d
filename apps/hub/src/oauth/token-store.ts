import { type Db, fragment, type Trx } from '../platform/db/index.ts'
import type { CallerRow } from './caller.ts'

interface Token {
  tokenHash: string
}

// Contract, oauth §9: a suspended account suspends all its connections, a suspended location those bound to it.
const callers = fragment`
  select t.token_hash, c.id, c.account_id, c.location_id, c.client_id, k.name as client_name, c.user_id, c.device_id,
    c.app_instance_id, c.scope,
    c.catalog_id, c.customer_list_id, c.blocked_at is not null as blocked,
    c.callback_url is not null as has_active_callback,
    coalesce(a.suspended_at is not null or l.suspended_at is not null, false) as suspended,
    a.name as account_name, a.currency,
    (select f.timezone from location f where f.account_id = c.account_id order by f.number limit 1) as zone
  from access_token t
  join connection c on c.account_id = t.account_id and c.id = t.connection_id and c.ended_at is null
  join client k on k.id = c.client_id
  left join account a on a.id = c.account_id
  left join location l on l.account_id = c.account_id and l.id = c.location_id`

/** The caller of a token; undefined if its connection has ended. */
export async function findCaller(sql: Db, { tokenHash }: Token): Promise<CallerRow | undefined> {
  const [row] = await sql.short<CallerRow>`${callers} where t.token_hash = ${tokenHash}`
  return row
}

export const listCallers = (sql: Db, { tokenHashes }: { tokenHashes: readonly string[] }) =>
  sql<CallerRow & { token_hash: string }>`${callers} where t.token_hash = any(${tokenHashes}::text[])`

interface OwnerRow {
  account_id: string
  connection_id: string
  location_id: string | null
  client_id: string
}

const owner = fragment`
  select t.account_id, t.connection_id, c.location_id, c.client_id from access_token t
  join connection c on c.account_id = t.account_id and c.id = t.connection_id`

/** The connection of a token, even if it has ended. */
export async function findOwner(sql: Db, { tokenHash }: Token): Promise<OwnerRow | undefined> {
  const [row] = await sql<OwnerRow>`${owner} where t.token_hash = ${tokenHash}`
  return row
}

export async function findLivingOwner(sql: Db, { tokenHash }: Token): Promise<OwnerRow | undefined> {
  const [row] = await sql<OwnerRow>`${owner} where t.token_hash = ${tokenHash} and c.ended_at is null`
  return row
}

export const insert = (
  trx: Trx,
  { tokenHash, accountId, connectionId }: Token & { accountId: string; connectionId: string },
) => trx`
  insert into access_token (token_hash, account_id, connection_id)
  values (${tokenHash}, ${accountId}, ${connectionId})`

export const removeEndedBefore = (sql: Db, { before }: { before: Date }) => sql`
  delete from access_token t using connection c
  where c.account_id = t.account_id and c.id = t.connection_id and c.ended_at < ${before}`
