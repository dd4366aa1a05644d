import type { ResourceType } from '@hub/contract'
import type { Bus } from '../platform/bus.ts'
import { afterCommit, statement, type Trx } from '../platform/db/index.ts'

interface StatesRow {
  id: string
  created_at: Date
  topic: string
  previous_state: string | null
  new_state: string | null
}

const pageSize = 200

/**
 * Recorded changes of some objects, a page at a time. Ids are taken from the head, which is written by
 * `JSON.stringify`: this is too rare for an index that every event would pay for.
 * Parameters: account, pattern of the id in the head, ids, topics, after (time, id), limit.
 */
const list = statement<StatesRow>(
  `select id, created_at, topic, previous_state, new_state from change
   where account_id = $1 and topic = any($4::text[]) and substring(head from $2::text) = any($3::text[])
     and ($5::timestamptz is null or (created_at, id) > ($5, $6::text))
   order by created_at, id limit $7`,
)

/** Parameters: account, ids, times, previous states, new states. */
const save = statement(
  `update change c set previous_state = s.previous_state, new_state = s.new_state
   from unnest($2::text[], $3::timestamptz[], $4::text[], $5::text[]) as s(id, created_at, previous_state, new_state)
   where c.account_id = $1 and c.id = s.id and c.created_at = s.created_at`,
)

export interface Erasure {
  /** Objects whose recorded states are gone through. */
  ids: readonly string[]
  /** The state without what must be forgotten. */
  erase: (state: unknown) => unknown
}

/** Says that recorded states of an account were changed. */
export const erasedTopic = 'states_erased'

/**
 * Takes something out of the states that were recorded of some objects, whoever is still to receive them and whoever
 * has (contract, customers C27, extensions X3).
 */
export async function eraseStates(
  trx: Trx,
  bus: Bus,
  accountId: string,
  erasures: Partial<Record<ResourceType, Erasure>>,
): Promise<void> {
  for (const [resource, { ids, erase }] of Object.entries(erasures)) {
    const erased = (state: string | null) =>
      state === null ? null : JSON.stringify(erase(JSON.parse(state)))
    const idInHead = `"${resource}_id":"([^"]+)"`
    const topics = [`${resource}.create`, `${resource}.update`]
    let last: StatesRow | undefined
    do {
      const after = [last?.created_at ?? null, last?.id ?? null]
      const rows = await list(trx, [accountId, idInHead, ids, topics, ...after, pageSize])
      last = rows.length < pageSize ? undefined : rows.at(-1)
      if (rows.length === 0) break
      await save(trx, [
        accountId,
        rows.map(({ id }) => id),
        rows.map(({ created_at }) => created_at),
        rows.map(({ previous_state }) => erased(previous_state)),
        rows.map(({ new_state }) => erased(new_state)),
      ])
    } while (last)
  }
  afterCommit(trx, () => bus.send(erasedTopic, accountId))
}
