import type { Db } from '../platform/db/index.ts'
import type { ConnectionKey } from './store.ts'

/** Stores `sealed` unless the connection has a secret. Of two concurrent processes, both get the first one's secret. */
export async function ensure(
  sql: Db,
  { accountId, connectionId, sealed }: ConnectionKey & { sealed: string },
): Promise<string | undefined> {
  const [row] = await sql<{ sealed: string }>`
    update connection set signing_secret_sealed = coalesce(signing_secret_sealed, ${sealed}::text)
    where account_id = ${accountId} and id = ${connectionId} returning signing_secret_sealed as sealed`
  return row?.sealed
}

/** Like {@link ensure}, and marks the secret as shown. Undefined if it was shown before or the connection has ended. */
export async function show(
  sql: Db,
  { accountId, connectionId, sealed, shownAt }: ConnectionKey & { sealed: string; shownAt: Date },
): Promise<string | undefined> {
  const [row] = await sql<{ sealed: string }>`
    update connection set signing_secret_sealed = coalesce(signing_secret_sealed, ${sealed}::text),
      signing_secret_shown_at = ${shownAt}
    where account_id = ${accountId} and id = ${connectionId} and signing_secret_shown_at is null
      and ended_at is null
    returning signing_secret_sealed as sealed`
  return row?.sealed
}

export interface RotatedSecret extends ConnectionKey {
  sealed: string
  shownAt: Date
  /** Until when the previous secret signs too. */
  previousUntil: Date
}

/** @returns undefined if the connection has ended; `until` is null if there was no previous secret */
export async function rotate(
  sql: Db,
  { accountId, connectionId, sealed, shownAt, previousUntil }: RotatedSecret,
) {
  const [row] = await sql<{ until: Date | null }>`
    update connection set previous_signing_secret_sealed = signing_secret_sealed,
      previous_signing_secret_until =
        case when signing_secret_sealed is not null then ${previousUntil}::timestamptz end,
      signing_secret_sealed = ${sealed}, signing_secret_shown_at = ${shownAt}
    where account_id = ${accountId} and id = ${connectionId} and ended_at is null
    returning previous_signing_secret_until as until`
  return row
}
