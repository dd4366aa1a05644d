import type { Trx } from '../platform/db/index.ts'

export interface LastRequest {
  accountId: string
  id: string
  requestAt: Date | null
  heardAt: Date | null
  silentAfter: Date | null
  polls: boolean
}

/** Locks rows in a fixed order, so that two processes that write the same connections cannot deadlock. */
export const save = (trx: Trx, { seen }: { seen: readonly LastRequest[] }) => trx`
  with seen as (
    select * from unnest(
      ${seen.map(({ accountId }) => accountId)}::text[],
      ${seen.map(({ id }) => id)}::text[],
      ${seen.map(({ requestAt }) => requestAt)}::timestamptz[],
      ${seen.map(({ heardAt }) => heardAt)}::timestamptz[],
      ${seen.map(({ silentAfter }) => silentAfter)}::timestamptz[],
      ${seen.map(({ polls }) => polls)}::boolean[]) as s(account_id, id, at, heard_at, silent_after, polls)),
  locked as (
    select c.account_id, c.id from connection c join seen s on s.account_id = c.account_id and s.id = c.id
    order by c.account_id, c.id for update of c)
  update connection c set last_request_at = greatest(c.last_request_at, s.at),
    heard_at = greatest(c.heard_at, s.heard_at),
    silent_after = greatest(c.silent_after, s.silent_after), polls = c.polls or s.polls
  from seen s join locked l on l.account_id = s.account_id and l.id = s.id
  where c.account_id = s.account_id and c.id = s.id`
