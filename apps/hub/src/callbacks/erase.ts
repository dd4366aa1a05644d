import type { ResourceType } from '@hub/contract'
import type { Bus } from '../platform/bus.ts'
import { afterCommit, type Trx } from '../platform/db/index.ts'
import * as store from './erase-store.ts'

const pageSize = 200

export interface Erasure {
  /** Ids of the objects whose recorded states are rewritten. */
  ids: readonly string[]
  /** Returns the state without the data to erase. */
  erase: (state: unknown) => unknown
}

/** Bus topic: recorded states of the account were changed. */
export const erasedTopic = 'states_erased'

/**
 * Erases data from the recorded states of objects, in events already delivered as well as pending ones (contract,
 * customers C27, extensions X3).
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
    const changes = {
      accountId,
      topics: [`${resource}.create`, `${resource}.update`],
      objectIds: ids,
      idInHead: `"${resource}_id":"([^"]+)"`,
      limit: pageSize,
    }
    let last: store.StatesRow | undefined
    do {
      const rows = await store.list(trx, { ...changes, after: last })
      last = rows.length < pageSize ? undefined : rows.at(-1)
      if (rows.length === 0) break
      await store.save(trx, {
        accountId,
        changes: rows.map((row) => ({
          ...row,
          previous_state: erased(row.previous_state),
          new_state: erased(row.new_state),
        })),
      })
    } while (last)
  }
  afterCommit(trx, () => bus.send(erasedTopic, accountId))
}
