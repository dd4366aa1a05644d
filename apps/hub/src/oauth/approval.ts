import type { Db } from '../platform/db/index.ts'
import * as store from './approval-store.ts'
import { nameKey } from './name-key.ts'

/** Whether another client that the operator approved has this name (contract, security S27). */
export async function isNameReserved(db: Db, name: string, ownId?: string): Promise<boolean> {
  const key = nameKey(name)
  const approved = await store.listApproved(db)
  return approved.some((client) => client.id !== ownId && nameKey(client.name) === key)
}

/**
 * Approves a client, which the consent page then shows, and reserves its name; or withdraws the approval.
 * @returns also the ids of unapproved clients with the same name, which they had before it was reserved
 */
export async function decideApproval(
  db: Db,
  clientId: string,
  action: 'approve' | 'unapprove',
): Promise<{ name: string; namesakes: string[] } | undefined> {
  const decide = action === 'approve' ? store.approve : store.unapprove
  const client = await decide(db, { clientId })
  if (!client) return undefined
  if (action === 'unapprove') return { name: client.name, namesakes: [] }
  const key = nameKey(client.name)
  const others = await store.listOthers(db)
  return {
    name: client.name,
    namesakes: others.filter(({ name }) => nameKey(name) === key).map(({ id }) => id),
  }
}
