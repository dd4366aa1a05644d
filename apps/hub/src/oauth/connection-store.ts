import type { TokenAnswer } from '@hub/contract'
import { type Db, identifier, type Trx } from '../platform/db/index.ts'

interface ConnectionKey {
  accountId: string
  connectionId: string
}

export interface ReuseKey {
  accountId: string
  reuseKey: string
}

/**
 * Holds the lock until the transaction ends, so that two concurrent first authorisations do not create two
 * connections.
 */
export const lockReuseKey = (trx: Trx, { accountId, reuseKey }: ReuseKey) =>
  trx`select pg_advisory_xact_lock(hashtextextended(${`${accountId} ${reuseKey}`}, 0))`

/** The connections with that key, and the one with that id whatever its key, without ended ones. */
export const listReusable = (
  trx: Trx,
  { accountId, reuseKey, connectionId }: ReuseKey & { connectionId: string | undefined },
) => trx<{ id: string; reuse_key: string }>`
  select id, reuse_key from connection
  where account_id = ${accountId} and (reuse_key = ${reuseKey} or id = ${connectionId}) and ended_at is null`

export async function isReusable(sql: Db, { accountId, reuseKey }: ReuseKey): Promise<boolean> {
  const rows = await sql`
    select id from connection where account_id = ${accountId} and reuse_key = ${reuseKey} and ended_at is null`
  return rows.length > 0
}

interface Terms {
  /** As text. */
  scope: string
  catalogId: string | null
  customerListId: string | null
  authorisedBy: string | null
  authorisedWay: string
  redirectHost: string | null
}

/** Applies a new authorisation; it also unblocks the connection. */
export async function update(
  trx: Trx,
  connection: ConnectionKey & Terms,
): Promise<{ token_sealed: string } | undefined> {
  const { accountId, connectionId, scope, catalogId, customerListId } = connection
  const { authorisedBy, authorisedWay, redirectHost } = connection
  const [row] = await trx<{ token_sealed: string }>`
    update connection set scope = ${scope}, catalog_id = ${catalogId}, customer_list_id = ${customerListId},
      blocked_at = null, authorised_by = ${authorisedBy}, authorised_way = ${authorisedWay},
      redirect_host = ${redirectHost}
    where account_id = ${accountId} and id = ${connectionId} returning token_sealed`
  return row
}

interface NewConnection extends ConnectionKey, ReuseKey, Terms {
  clientId: string
  locationId: string | null
  userId: string | null
  deviceId: string | null
  tokenSealed: string
}

export const insert = (trx: Trx, connection: NewConnection) => {
  const { accountId, connectionId, clientId, locationId, userId, deviceId, reuseKey, tokenSealed } =
    connection
  const { scope, catalogId, customerListId, authorisedBy, authorisedWay, redirectHost } = connection
  return trx`
    insert into connection (account_id, id, client_id, location_id, user_id, device_id, scope, reuse_key,
      token_sealed, catalog_id, customer_list_id, authorised_by, authorised_way, redirect_host)
    values (${accountId}, ${connectionId}, ${clientId}, ${locationId}, ${userId}, ${deviceId}, ${scope}, ${reuseKey},
      ${tokenSealed}, ${catalogId}, ${customerListId}, ${authorisedBy}, ${authorisedWay}, ${redirectHost})`
}

export const insertEventCounter = (trx: Trx, { accountId, connectionId }: ConnectionKey) =>
  trx`insert into event_counter (account_id, connection_id) values (${accountId}, ${connectionId})`

/** @returns false if it had already ended */
export async function end(
  trx: Trx,
  { accountId, connectionId, by }: ConnectionKey & { by: { kind: string; name?: string } | undefined },
): Promise<boolean> {
  const rows = await trx`
    update connection set ended_at = now(), ended_by_kind = ${by?.kind}, ended_by_name = ${by?.name}
    where account_id = ${accountId} and id = ${connectionId} and ended_at is null returning id`
  return rows.length > 0
}

/** Undefined if the connection is ended or blocked. */
export async function findActive(
  sql: Db,
  { accountId, connectionId }: ConnectionKey,
): Promise<{ id: string } | undefined> {
  const [row] = await sql<{ id: string }>`
    select id from connection
    where account_id = ${accountId} and id = ${connectionId} and ended_at is null and blocked_at is null`
  return row
}

export async function countLiving(
  sql: Db,
  { accountId, locationId }: { accountId: string; locationId: string | null },
): Promise<number> {
  const [row] = await sql<{ living: number }>`
    select count(*)::int as living from connection
    where account_id = ${accountId} and location_id = ${locationId} and ended_at is null`
  return row?.living ?? 0
}

export interface OfClientRow {
  id: string
  account_id: string
  location_id: string | null
  reuse_key: string
  catalog_id: string | null
  customer_list_id: string | null
}
/** The connections of a client in these accounts, without ended ones. */
export const listOfClient = (
  sql: Db,
  { clientId, accountIds }: { clientId: string; accountIds: readonly string[] },
) => sql<OfClientRow>`
  select id, account_id, location_id, reuse_key, catalog_id, customer_list_id from connection
  where client_id = ${clientId} and account_id = any(${accountIds}::text[]) and ended_at is null`

/** The scopes that a person granted to the client by general permissions alone. */
export const listGeneralScopes = (sql: Db, { clientId, userId }: { clientId: string; userId: string }) =>
  sql<{ scope: string }>`
    select scope from connection
    where account_id = '' and client_id = ${clientId} and user_id = ${userId}
      and ended_at is null and blocked_at is null`

/** The connections that carry a person's own permissions, without ended ones. */
export const listOfUser = (trx: Trx, { userId }: { userId: string }) =>
  trx<{ account_id: string; id: string }>`
    select account_id, id from connection where user_id = ${userId} and ended_at is null order by account_id, id`

export const forgetAuthoriser = (trx: Trx, { userId }: { userId: string }) =>
  trx`update connection set authorised_by = null where authorised_by = ${userId}`

export interface TokenRow extends Omit<TokenAnswer, 'access_token' | 'token_type' | 'app_instance_id'> {
  token_sealed: string
  is_app: boolean
  app_instance_id: string | null
}
/**
 * The data of a token answer. A general-only connection has account '', so its account keys are null (contract, oauth
 * §5).
 */
export async function findToken(
  sql: Db,
  { accountId, connectionId }: ConnectionKey,
): Promise<TokenRow | undefined> {
  const [row] = await sql<TokenRow>`
    select c.token_sealed, c.scope, nullif(c.account_id, '') as account_id, a.name as account_name,
      c.location_id, l.name as location_name, c.catalog_id, g.name as catalog_name,
      c.customer_list_id, t.name as customer_list_name, c.user_id, p.client_id is not null as is_app, c.app_instance_id
    from connection c
    left join app p on p.client_id = c.client_id
    left join account a on a.id = c.account_id
    left join location l on l.account_id = c.account_id and l.id = c.location_id
    left join catalog g on g.account_id = c.account_id and g.id = c.catalog_id
    left join customer_list t on t.account_id = c.account_id and t.id = c.customer_list_id
    where c.account_id = ${accountId} and c.id = ${connectionId}`
  return row
}

export interface ChoiceRow {
  account_id: string
  location_id: string | null
  id: string
  name: string
}
/** The catalogs or customer lists that a connection may be bound to, ordered by name, those of the account first. */
export const listChoices = (
  sql: Db,
  { kind, accountIds }: { kind: 'catalog' | 'customer_list'; accountIds: readonly string[] },
) => sql<ChoiceRow>`
  select account_id, location_id, id, name from ${identifier(kind)} where account_id = any(${accountIds}::text[])
  order by location_id is not null, lower(name), id`
