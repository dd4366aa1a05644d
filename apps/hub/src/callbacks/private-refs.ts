import { type Db, statement, type Trx } from '../platform/db/index.ts'

/**
 * Private refs of one client: id of the order, customer or element → value. An object's document is stored with all
 * of them null; a reader whose client set some gets them filled in (contract, general §9).
 */
export type PrivateRefs = Readonly<Record<string, string>>

export type RefKind = 'order' | 'customer' | 'element'

const upsert = statement(
  `insert into private_ref (account_id, object_id, client_id, element_id, kind, scope_id, value)
   select $1, $2, $3, r.element_id, case when r.element_id = $2 then $4 else 'element' end, $5, r.value
   from unnest($6::text[], $7::text[]) as r(element_id, value)
   on conflict (account_id, object_id, client_id, element_id) do update set value = excluded.value`,
)
const remove = statement(
  `delete from private_ref where account_id = $1 and object_id = $2 and client_id = $3 and element_id = any($4)`,
)
export const find = statement<{ element_id: string; value: string }>(
  `select element_id, value from private_ref where account_id = $1 and client_id = $2 and object_id = any($3)`,
)

export interface RefOwner {
  accountId: string
  clientId: string
  /** The order or customer; its own ref is under its own id. */
  objectId: string
  kind: Exclude<RefKind, 'element'>
  /** The location of an order, the list of a customer: where the object's own ref is unique. */
  scopeId: string
}

/**
 * Sets (or with null clears) the client's refs on an object and its elements.
 * @throws a unique violation of `private_ref_value` when the object's own ref is taken
 */
export async function setPrivateRefs(
  trx: Trx,
  { accountId, clientId, objectId, kind, scopeId }: RefOwner,
  refs: Readonly<Record<string, string | null>>,
): Promise<void> {
  const set = Object.entries(refs).filter((entry): entry is [string, string] => entry[1] !== null)
  const cleared = Object.keys(refs).filter((id) => refs[id] === null)
  if (cleared.length > 0) await remove(trx, [accountId, objectId, clientId, cleared])
  if (set.length > 0) {
    const [ids, values] = [set.map(([id]) => id), set.map(([, value]) => value)]
    await upsert(trx, [accountId, objectId, clientId, kind, scopeId, ids, values])
  }
}

/** The client's refs on those objects and their elements. */
export async function findPrivateRefs(
  db: Db,
  accountId: string,
  clientId: string,
  objectIds: readonly string[],
): Promise<PrivateRefs> {
  const rows = objectIds.length === 0 ? [] : await find(db, [accountId, clientId, objectIds])
  return Object.fromEntries(rows.map(({ element_id, value }) => [element_id, value]))
}
