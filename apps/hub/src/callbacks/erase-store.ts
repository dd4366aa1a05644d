import type { Trx } from '../platform/db/index.ts'

export interface StatesRow {
  id: string
  created_at: Date
  topic: string
  previous_state: string | null
  new_state: string | null
}

export interface StatesQuery {
  accountId: string
  topics: readonly string[]
  /** Ids of the objects that the changes concern; `idInHead` is the pattern that extracts such an id from a head. */
  objectIds: readonly string[]
  idInHead: string
  /** The last row of the previous page. */
  after: StatesRow | undefined
  limit: number
}

/**
 * Recorded changes of the given objects, a page at a time. Ids are extracted from the head, which `JSON.stringify`
 * wrote. Erasure is too rare to justify an index that every event would pay for.
 */
export const list = (trx: Trx, { accountId, topics, objectIds, idInHead, after, limit }: StatesQuery) =>
  trx<StatesRow>`
    select id, created_at, topic, previous_state, new_state from change
    where account_id = ${accountId} and topic = any(${topics}::text[])
      and substring(head from ${idInHead}::text) = any(${objectIds}::text[])
      and (${after?.created_at}::timestamptz is null
        or (created_at, id) > (${after?.created_at}, ${after?.id}::text))
    order by created_at, id limit ${limit}`

export type SavedStates = Omit<StatesRow, 'topic'>

export function save(
  trx: Trx,
  { accountId, changes }: { accountId: string; changes: readonly SavedStates[] },
) {
  const column = <T>(pick: (change: SavedStates) => T) => changes.map(pick)
  return trx`update change c set previous_state = s.previous_state, new_state = s.new_state
    from unnest(${column(({ id }) => id)}::text[], ${column(({ created_at }) => created_at)}::timestamptz[],
      ${column(({ previous_state }) => previous_state)}::text[], ${column(({ new_state }) => new_state)}::text[])
      as s(id, created_at, previous_state, new_state)
    where c.account_id = ${accountId} and c.id = s.id and c.created_at = s.created_at`
}
