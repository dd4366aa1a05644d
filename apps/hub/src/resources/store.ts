import { type Db, statement } from '../platform/db/index.ts'

/** Catalogs and customer lists: named things of an account or of one of its locations. */
export type Kind = 'catalog' | 'customer_list'

export interface ResourceRow {
  id: string
  name: string
  created_at: Date
  /** Products of a catalog, customers of a list. */
  count: number
}

interface NameRow {
  id: string
  locationId: string | null
  name: string
}

export interface SourceRow {
  id: string
  name: string
  location_id: string | null
  location_name: string | null
}

const counts: Readonly<Record<Kind, string>> = {
  catalog: 'r.product_count',
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
    /** All of the account, for what concerns them together: names, and that one is left. */
    names: statement<NameRow>(
      `select id, location_id as "locationId", name from ${kind} where account_id = $1`,
    ),
    /** That some place of the account can use, the account's own first. */
    sources: statement<SourceRow>(
      `select r.id, r.name, r.location_id, l.name as location_name from ${kind} r
       left join location l on l.account_id = r.account_id and l.id = r.location_id
       where r.account_id = $1 and (r.location_id is null or r.location_id = any($2::text[]))
       order by r.location_id is not null, l.number, lower(r.name), r.id`,
    ),
    users: statement<{ name: string }>(`select k.name || coalesce(' - ' || c.device_id, '') as name
      from connection c join client k on k.id = c.client_id
      where c.account_id = $1 and c.${kind}_id = $2 and c.ended_at is null order by c.created_at, c.id`),
  }
}

/** Statements of each kind. Parameters begin with the account; `list` and `find` take the location second. */
export const statements = { catalog: statementsOf('catalog'), customer_list: statementsOf('customer_list') }

/** Parameters: account, catalog. Lists go by their own slice, with the customers in them. */
export const removeCatalog = statement(`delete from catalog where account_id = $1 and id = $2`)

/** The names in use in an account and its locations, for `isNameTaken`. */
export const resourceNames = (db: Db, accountId: string, kind: Kind) =>
  statements[kind].names(db, [accountId])
