import type { EndedBy } from '@hub/contract/manager'
import { statement } from '../platform/db/index.ts'

/** A living connection as the back office shows it. */
export interface ConnectionRow {
  id: string
  account_id: string
  location_id: string | null
  client_id: string
  client_name: string
  authorised_by: string | null
  authorised_way: 'redirect' | 'code' | 'device' | 'operator' | null
  redirect_host: string | null
  /** null for a client that is no App, like those below. */
  app_instance_id: string | null
  open_url: string | null
  connect_url: string | null
  device_id: string | null
  blocked: boolean
  created_at: Date
  last_request_at: Date | null
  scope: string
  catalog_id: string | null
  catalog_name: string | null
  customer_list_id: string | null
  customer_list_name: string | null
}

const select = `
  select c.id, c.account_id, c.location_id, c.client_id, k.name as client_name,
    b.name as authorised_by, c.authorised_way, c.redirect_host, c.app_instance_id, p.open_url,
    p.connect_url, c.device_id, c.blocked_at is not null as blocked,
    c.created_at, c.last_request_at, c.scope, c.catalog_id, g.name as catalog_name,
    c.customer_list_id, t.name as customer_list_name
  from connection c join client k on k.id = c.client_id left join app p on p.client_id = k.id
  left join person b on b.id = c.authorised_by
  left join catalog g on g.account_id = c.account_id and g.id = c.catalog_id
  left join customer_list t on t.account_id = c.account_id and t.id = c.customer_list_id
  where c.account_id = $1 and c.ended_at is null`

/** Parameters: connection. */
export const findAccount = statement<{ account_id: string }>(
  `select account_id from connection where id = $1`,
)

/** By date of connection. Parameters: account. */
export const listOfAccount = statement<ConnectionRow>(`${select} order by c.created_at, c.id`)
/** Parameters: account, connection. */
export const find = statement<ConnectionRow>(`${select} and c.id = $2`)

export interface EndedRow {
  id: string
  location_id: string | null
  client_name: string
  device_id: string | null
  created_at: Date
  ended_at: Date
  ended_by_kind: EndedBy['kind'] | null
  ended_by_name: string | null
}
/** Latest first. Parameters: account, since when. */
export const listEnded = statement<EndedRow>(
  `select c.id, c.location_id, k.name as client_name, c.device_id, c.created_at, c.ended_at, c.ended_by_kind,
     c.ended_by_name
   from connection c join client k on k.id = c.client_id
   where c.account_id = $1 and c.ended_at >= $2 order by c.ended_at desc, c.id`,
)

/** Parameters: account, connection. */
export const block = statement<{ id: string }>(
  `update connection set blocked_at = coalesce(blocked_at, now())
   where account_id = $1 and id = $2 and ended_at is null returning id`,
)
/** Parameters: account, connection. */
export const unblock = statement<{ id: string }>(
  `update connection set blocked_at = null where account_id = $1 and id = $2 and ended_at is null returning id`,
)
