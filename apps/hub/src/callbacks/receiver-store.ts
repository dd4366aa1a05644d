import type { Db } from '../platform/db/index.ts'
import type { ConnectionKey } from './store.ts'

export interface ReceiverRow {
  callback_url: string | null
  secret_sealed: string
  app_instance_id: string | null
  signing_secret_sealed: string | null
  previous_signing_secret_sealed: string | null
  previous_signing_secret_until: Date | null
  answered: boolean
  succeeded: boolean
  failing: boolean
  paused: boolean
}

export async function find(sql: Db, { accountId, connectionId }: ConnectionKey) {
  const [row] = await sql<ReceiverRow>`
    select c.callback_url, c.app_instance_id, k.secret_sealed, c.signing_secret_sealed,
      c.previous_signing_secret_sealed, c.previous_signing_secret_until,
      t.answered_at is not null as answered, t.succeeded_at is not null as succeeded,
      coalesce(t.failures > 0, false) as failing,
      c.blocked_at is not null or a.suspended_at is not null or l.suspended_at is not null as paused
    from connection c join client k on k.id = c.client_id
    left join callback_target t on t.account_id = c.account_id and t.connection_id = c.id
    left join account a on a.id = c.account_id
    left join location l on l.account_id = c.account_id and l.id = c.location_id
    where c.account_id = ${accountId} and c.id = ${connectionId} and c.ended_at is null`
  return row
}
