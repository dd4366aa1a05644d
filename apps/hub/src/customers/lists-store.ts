import { statement } from '../platform/db/index.ts'

export interface CustomerListTable {
  account_id: string
  id: string
  location_id: string | null
  name: string
  created_at: Date
}

export type ListRow = Omit<CustomerListTable, 'account_id'> & {
  /** Of its location, or of the account's first location. */
  zone: string
  suspended: boolean
}

const columns = `l.id, l.location_id, l.name, l.created_at, p.suspended_at is not null as suspended,
  coalesce(p.timezone,
    (select f.timezone from location f where f.account_id = l.account_id order by f.number limit 1)) as zone`
const source = `customer_list l left join location p on p.account_id = l.account_id and p.id = l.location_id`

/** Parameters: account, list. */
export const find = statement<ListRow>(
  `select ${columns} from ${source} where l.account_id = $1 and l.id = $2`,
)
/** The same, locked until the commit. */
export const lock = statement<ListRow>(
  `select ${columns} from ${source} where l.account_id = $1 and l.id = $2 for update of l`,
)

const page = `and ($3::boolean or l.id = $4) and ($5::timestamptz is null or (l.created_at, l.id) > ($5, $6::text))
  order by l.created_at, l.id limit $7`
/** Parameters: account, location, all or else the one list, after (time, id), limit. */
export const listOfLocation = statement<ListRow>(
  `select ${columns} from ${source} where l.account_id = $1 and (l.location_id is null or l.location_id = $2) ${page}`,
)
/** The same without location: `$2` is ignored. */
export const listOfAccount = statement<ListRow>(
  `select ${columns} from ${source} where l.account_id = $1 and $2::text is null and l.location_id is null ${page}`,
)

/** Parameters: account. */
export const names = statement<{ id: string; location_id: string | null; name: string }>(
  `select id, location_id, name from customer_list where account_id = $1`,
)

/** Parameters: account, list, location or null, name, time. */
export const insert = statement(
  `insert into customer_list (account_id, id, location_id, name, created_at) values ($1, $2, $3, $4, $5)`,
)
/** Parameters: account, list, name. */
export const rename = statement(`update customer_list set name = $3 where account_id = $1 and id = $2`)

/** Parameters: account, list. The list's customers stay where they are until the commit. */
export const lockCustomers = statement<{ id: string }>(
  `select id from customer where account_id = $1 and customer_list_id = $2 order by id for update`,
)
/** Parameters: account, list. */
export const forgetPrivateRefs = statement(
  `delete from private_ref where account_id = $1 and scope_id = $2 and kind = 'customer'`,
)
/** Its customers and their cards go with it. Parameters: account, list. */
export const remove = statement(`delete from customer_list where account_id = $1 and id = $2`)
