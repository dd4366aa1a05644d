import { statement, type Trx } from '../platform/db/index.ts'

export interface DeveloperClientRow {
  id: string
  name: string
  created_at: Date
  redirect_uris: string[]
  is_app: boolean
  approved: boolean
  connections: number
  previous_secret_until: Date | null
}

const select = `select k.id, k.name, k.created_at, k.redirect_uris, p.client_id is not null as is_app,
    k.approved_at is not null as approved,
    k.previous_secret_until,
    (select count(*)::int from connection c where c.client_id = k.id and c.ended_at is null) as connections
  from client k left join app p on p.client_id = k.id where k.owner_id = $1 and k.deleted_at is null`

const lockOwner = statement(`select pg_advisory_xact_lock(hashtextextended('clients of ' || $1::text, 0))`)
const countRows = statement<{ clients: number }>(
  `select count(*)::int as clients from client where owner_id = $1 and deleted_at is null`,
)
/** How many clients that person has; whoever counts in the same instant waits for the transaction. */
export async function countLocked(trx: Trx, ownerId: string): Promise<number> {
  await lockOwner(trx, [ownerId])
  return (await countRows(trx, [ownerId]))[0]?.clients ?? 0
}

/** Oldest first. Parameters: owner. */
export const list = statement<DeveloperClientRow>(`${select} order by k.created_at, k.id`)
/** Parameters: owner, client. */
export const find = statement<DeveloperClientRow>(`${select} and k.id = $2`)

export interface ConnectedRow {
  account_id: string
  id: string
  account_name: string | null
  location_id: string | null
  location_name: string | null
  device_id: string | null
}
/** Living connections of a client. Parameters: client, limit or null. */
export const connected = statement<ConnectedRow>(
  `select c.account_id, c.id, a.name as account_name, c.location_id, l.name as location_name, c.device_id
   from connection c left join account a on a.id = c.account_id
   left join location l on l.account_id = c.account_id and l.id = c.location_id
   where c.client_id = $1 and c.ended_at is null order by a.name, l.number, c.created_at, c.id limit $2`,
)

/** Parameters: owner, client, name, redirect URIs, whether an approval stays. */
export const update = statement<{ id: string }>(
  `update client set name = $3, redirect_uris = $4,
     approved_at = case when $5::boolean then approved_at end
   where owner_id = $1 and id = $2 and deleted_at is null
   returning id`,
)
/** Parameters: owner, client, secret, until when the former one counts. */
export const rotate = statement<{ id: string }>(
  `update client set previous_secret_sealed = secret_sealed, previous_secret_until = $4, secret_sealed = $3
   where owner_id = $1 and id = $2 and deleted_at is null returning id`,
)
/** Parameters: owner, client, time. */
export const remove = statement<{ id: string }>(
  `update client set deleted_at = $3 where owner_id = $1 and id = $2 and deleted_at is null returning id`,
)
