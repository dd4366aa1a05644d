import type { TokenAnswer } from '@hub/contract'
import { type Db, statement } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'

interface Row extends Omit<TokenAnswer, 'access_token' | 'token_type' | 'app_instance_id'> {
  token_sealed: string
  is_app: boolean
  app_instance_id: string | null
}

// A general-only connection has account '': its keys are null (contract, oauth §5).
const find = statement<Row>(`
  select c.token_sealed, c.scope, nullif(c.account_id, '') as account_id, a.name as account_name,
    c.location_id, l.name as location_name, c.catalog_id, g.name as catalog_name,
    c.customer_list_id, t.name as customer_list_name, c.user_id, p.client_id is not null as is_app, c.app_instance_id
  from connection c
  left join app p on p.client_id = c.client_id
  left join account a on a.id = c.account_id
  left join location l on l.account_id = c.account_id and l.id = c.location_id
  left join catalog g on g.account_id = c.account_id and g.id = c.catalog_id
  left join customer_list t on t.account_id = c.account_id and t.id = c.customer_list_id
  where c.account_id = $1 and c.id = $2`)

/** What a client is told of its connection; every key is there, `app_instance_id` for Apps only (contract, oauth §5). */
export async function tokenAnswer(
  db: Db,
  secrets: Secrets,
  accountId: string,
  connectionId: string,
): Promise<TokenAnswer> {
  const [row] = await find(db, [accountId, connectionId])
  if (!row) throw new Error(`there is no connection ${connectionId}`)
  const { token_sealed, scope, is_app, app_instance_id, ...rest } = row
  return {
    access_token: secrets.decrypt(token_sealed),
    token_type: 'Bearer',
    scope,
    ...rest,
    ...(is_app ? { app_instance_id } : {}),
  }
}
