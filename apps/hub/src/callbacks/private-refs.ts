import type { Db, Trx } from '../platform/db/index.ts'
import * as store from './private-ref-store.ts'

export type { RefOwner } from './private-ref-store.ts'

/**
 * Private refs of one client: id of the order, customer or element → value. Documents are stored with null refs; each
 * client gets its own refs filled in (contract, general §9).
 */
export type PrivateRefs = Readonly<Record<string, string>>

/**
 * Sets the client's refs on an object and its elements; null clears a ref.
 * @throws a unique violation of `private_ref_value` if the object's own ref is already taken
 */
export async function setPrivateRefs(
  trx: Trx,
  owner: store.RefOwner,
  refs: Readonly<Record<string, string | null>>,
): Promise<void> {
  const set = Object.entries(refs).filter((entry): entry is [string, string] => entry[1] !== null)
  const cleared = Object.keys(refs).filter((id) => refs[id] === null)
  if (cleared.length > 0) await store.remove(trx, { ...owner, elementIds: cleared })
  if (set.length > 0) await store.upsert(trx, { ...owner, refs: new Map(set) })
}

/** The client's refs on the given objects and their elements. */
export async function findPrivateRefs(
  db: Db,
  accountId: string,
  clientId: string,
  objectIds: readonly string[],
): Promise<PrivateRefs> {
  const rows = objectIds.length === 0 ? [] : await store.list(db, { accountId, clientId, objectIds })
  return Object.fromEntries(rows.map(({ element_id, value }) => [element_id, value]))
}
