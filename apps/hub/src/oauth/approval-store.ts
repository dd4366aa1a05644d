import { statement } from '../platform/db/index.ts'

export interface NamedClient {
  id: string
  name: string
}

/** Those that the operator approved. */
export const listApproved = statement<NamedClient>(
  `select id, name from client where approved_at is not null and deleted_at is null`,
)
/** Those that nobody approved, oldest first. */
export const listOthers = statement<NamedClient>(
  `select id, name from client where approved_at is null and deleted_at is null order by created_at, id`,
)
/** Parameters: client. */
export const approve = statement<NamedClient>(
  `update client set approved_at = coalesce(approved_at, now()) where id = $1 and deleted_at is null
   returning id, name`,
)
/** Parameters: client. */
export const unapprove = statement<NamedClient>(
  `update client set approved_at = null where id = $1 and deleted_at is null returning id, name`,
)
