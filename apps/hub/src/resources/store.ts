import { type Db, fragment, identifier, type Trx } from '../platform/db/index.ts'

/** Catalogs and customer lists: named things of an account or of one of its locations. */
export type Kind = 'catalog' | 'customer_list'

/** Selects one of the two tables, and the account's rows. */
interface OfAccount {
  kind: Kind
  accountId: string
}
interface OfPlace extends OfAccount {
  /** null for a resource of the account itself. */
  locationId: string | null
}
interface ResourceKey extends OfAccount {
  id: string
}

export interface ResourceRow {
  id: string
  name: string
  created_at: Date
  /** Number of a catalog's products, or of a list's customers. */
  count: number
}

const resources = {
  catalog: fragment`select r.id, r.name, r.created_at, r.product_count as count from catalog r`,
  customer_list: fragment`
    select r.id, r.name, r.created_at,
      (select count(*)::int from customer c
        where c.account_id = r.account_id and c.customer_list_id = r.id) as count
    from customer_list r`,
}

export const list = (sql: Db, { kind, accountId, locationId }: OfPlace) => sql<ResourceRow>`
  ${resources[kind]} where r.account_id = ${accountId} and r.location_id is not distinct from ${locationId}
  order by r.created_at, r.id`

export async function find(
  sql: Db,
  { kind, accountId, locationId, id }: OfPlace & ResourceKey,
): Promise<ResourceRow | undefined> {
  const [row] = await sql<ResourceRow>`
    ${resources[kind]}
    where r.account_id = ${accountId} and r.location_id is not distinct from ${locationId} and r.id = ${id}`
  return row
}

export const rename = (trx: Trx, { kind, accountId, id, name }: ResourceKey & { name: string }) =>
  trx`update ${identifier(kind)} set name = ${name} where account_id = ${accountId} and id = ${id}`

export interface NameRow {
  id: string
  locationId: string | null
  name: string
}
/** All names of the account and its locations, to check that a name is free and that one resource is left. */
export const listNames = (sql: Db, { kind, accountId }: OfAccount) => sql<NameRow>`
  select id, location_id as "locationId", name from ${identifier(kind)} where account_id = ${accountId}`

export interface SourceRow {
  id: string
  name: string
  location_id: string | null
  location_name: string | null
}
/** Resources that the locations can use, the account's own first. */
export const listSources = (
  sql: Db,
  { kind, accountId, locationIds }: OfAccount & { locationIds: readonly string[] },
) => sql<SourceRow>`
  select r.id, r.name, r.location_id, l.name as location_name from ${identifier(kind)} r
  left join location l on l.account_id = r.account_id and l.id = r.location_id
  where r.account_id = ${accountId} and (r.location_id is null or r.location_id = any(${locationIds}::text[]))
  order by r.location_id is not null, l.number, lower(r.name), r.id`

/** Connections bound to the resource, by name. */
export const listUsers = (sql: Db, { kind, accountId, id }: ResourceKey) => sql<{ name: string }>`
  select k.name || coalesce(' - ' || c.device_id, '') as name
  from connection c join client k on k.id = c.client_id
  where c.account_id = ${accountId} and c.${identifier(`${kind}_id`)} = ${id} and c.ended_at is null
  order by c.created_at, c.id`

/** Deletes a catalog. Customer lists are deleted by their own slice, with their customers. */
export const removeCatalog = (trx: Trx, { accountId, id }: { accountId: string; id: string }) =>
  trx`delete from catalog where account_id = ${accountId} and id = ${id}`
