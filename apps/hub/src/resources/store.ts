import { type Db, statement, type Trx } from '../platform/db/index.ts'

/** Catalogs and customer lists: named things of an account or of one of its locations. */
export type Kind = 'catalog' | 'customer_list'

export interface ResourceRow {
  id: string
  name: string
  created_at: Date
  /** Products of a catalog, customers of a list. */
  count: number
}

const counts: Readonly<Record<Kind, string>> = {
  catalog: `coalesce(json_array_length(r.data::json -> 'products'), 0)`,
  customer_list: `(select count(*)::int from customer c
    where c.account_id = r.account_id and c.customer_list_id = r.id)`,
}

function statementsOf(kind: Kind) {
  const columns = `r.id, r.name, r.created_at, ${counts[kind]} as count`
  const atPlace = `r.account_id = $1 and r.location_id is not distinct from $2`
  return {
    list: statement<ResourceRow>(
      `select ${columns} from ${kind} r where ${atPlace} order by r.created_at, r.id`,
    ),
    find: statement<ResourceRow>(`select ${columns} from ${kind} r where ${atPlace} and r.id = $3`),
    rename: statement(`update ${kind} set name = $3 where account_id = $1 and id = $2`),
    remove: statement(`delete from ${kind} where account_id = $1 and id = $2`),
    count: statement<{ count: number }>(`select count(*)::int as count from ${kind} where account_id = $1`),
    users: statement<{ name: string }>(`select k.name || coalesce(' - ' || c.device_id, '') as name
      from connection c join client k on k.id = c.client_id
      where c.account_id = $1 and c.${kind}_id = $2 and c.ended_at is null order by c.created_at, c.id`),
  }
}

/** Statements of each kind. Parameters begin with the account; `list` and `find` take the location second. */
export const statements = { catalog: statementsOf('catalog'), customer_list: statementsOf('customer_list') }

const lock = statement(`select 1 from account where id = $1 for update`)
/** Deletions take turns, so that the last two do not go at once. */
export const lockAccount = (trx: Trx, accountId: string) => lock(trx, [accountId])

const removeRefs = statement(`delete from private_ref where account_id = $1 and scope_id = $2`)
/** What clients called the customers of a list that goes. */
export const removePrivateRefs = (db: Db, accountId: string, listId: string) =>
  removeRefs(db, [accountId, listId])
