import type { Db, Trx } from '../platform/db/index.ts'

export interface RefOwner {
  accountId: string
  clientId: string
  /** The order or customer. Its own ref is stored under its own id. */
  objectId: string
  kind: 'order' | 'customer'
  /** The location of an order, the list of a customer: where the object's own ref is unique. */
  scopeId: string
}

/** The object's own ref, stored under its own id, gets the object's kind; the others get `element`. */
export const upsert = (
  trx: Trx,
  { accountId, clientId, objectId, kind, scopeId, refs }: RefOwner & { refs: ReadonlyMap<string, string> },
) =>
  trx`insert into private_ref (account_id, object_id, client_id, element_id, kind, scope_id, value)
    select ${accountId}, ${objectId}, ${clientId}, r.element_id,
      case when r.element_id = ${objectId} then ${kind} else 'element' end, ${scopeId}, r.value
    from unnest(${[...refs.keys()]}::text[], ${[...refs.values()]}::text[]) as r(element_id, value)
    on conflict (account_id, object_id, client_id, element_id) do update set value = excluded.value`

export const remove = (
  trx: Trx,
  {
    accountId,
    clientId,
    objectId,
    elementIds,
  }: Omit<RefOwner, 'kind' | 'scopeId'> & { elementIds: readonly string[] },
) =>
  trx`delete from private_ref where account_id = ${accountId} and object_id = ${objectId}
    and client_id = ${clientId} and element_id = any(${elementIds}::text[])`

/** The client's refs on the given objects and their elements. */
export const list = (
  sql: Db,
  { accountId, clientId, objectIds }: { accountId: string; clientId: string; objectIds: readonly string[] },
) =>
  sql<{ element_id: string; value: string }>`select element_id, value from private_ref
    where account_id = ${accountId} and client_id = ${clientId} and object_id = any(${objectIds}::text[])`
