import type { OwnedPage } from '../api/index.ts'
import { type Db, fragment, type Trx } from '../platform/db/index.ts'

export interface CustomerListTable {
  account_id: string
  id: string
  location_id: string | null
  name: string
  created_at: Date
}

export type ListRow = Omit<CustomerListTable, 'account_id'> & {
  /** Time zone of the list's location, or of the account's first location. */
  zone: string
  suspended: boolean
}

export interface ListKey {
  accountId: string
  listId: string
}

const selected = fragment`
  select l.id, l.location_id, l.name, l.created_at, p.suspended_at is not null as suspended,
    coalesce(p.timezone,
      (select f.timezone from location f where f.account_id = l.account_id order by f.number limit 1)) as zone
  from customer_list l left join location p on p.account_id = l.account_id and p.id = l.location_id`

export async function find(sql: Db, { accountId, listId }: ListKey) {
  const [row] = await sql<ListRow>`${selected} where l.account_id = ${accountId} and l.id = ${listId}`
  return row
}

/** Finds a list and locks it until the commit. */
export async function lock(trx: Trx, { accountId, listId }: ListKey) {
  const [row] = await trx<ListRow>`
    ${selected} where l.account_id = ${accountId} and l.id = ${listId} for update of l`
  return row
}

/** Lists of a location and its account, or without a location those of the account only; oldest first. */
export function list(
  sql: Db,
  { accountId, locationId, all, boundId, after, limit }: OwnedPage,
): Promise<ListRow[]> {
  const isOfPlace =
    locationId === null
      ? fragment`l.location_id is null`
      : fragment`(l.location_id is null or l.location_id = ${locationId})`
  return sql<ListRow>`
    ${selected} where l.account_id = ${accountId} and ${isOfPlace} and (${all}::boolean or l.id = ${boundId})
      and (${after?.[0]}::timestamptz is null or (l.created_at, l.id) > (${after?.[0]}, ${after?.[1]}::text))
    order by l.created_at, l.id limit ${limit}`
}

export const listNames = (sql: Db, { accountId }: { accountId: string }) =>
  sql<Pick<CustomerListTable, 'id' | 'location_id' | 'name'>>`
    select id, location_id, name from customer_list where account_id = ${accountId}`

export interface InsertedList extends ListKey {
  locationId: string | null
  name: string
  createdAt: Date
}

export const insert = (trx: Trx, { accountId, listId, locationId, name, createdAt }: InsertedList) => trx`
  insert into customer_list (account_id, id, location_id, name, created_at)
  values (${accountId}, ${listId}, ${locationId}, ${name}, ${createdAt})`

export const rename = (trx: Trx, { accountId, listId, name }: ListKey & { name: string }) => trx`
  update customer_list set name = ${name} where account_id = ${accountId} and id = ${listId}`

/** Locks the list's customers until the commit. */
export const lockCustomers = (trx: Trx, { accountId, listId }: ListKey) => trx`
  select id from customer where account_id = ${accountId} and customer_list_id = ${listId} order by id for update`

export const forgetPrivateRefs = (trx: Trx, { accountId, listId }: ListKey) => trx`
  delete from private_ref where account_id = ${accountId} and scope_id = ${listId} and kind = 'customer'`

/** Deletes a list; its customers and their cards are deleted with it. */
export const remove = (trx: Trx, { accountId, listId }: ListKey) => trx`
  delete from customer_list where account_id = ${accountId} and id = ${listId}`
