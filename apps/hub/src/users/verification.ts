import type { Trx } from '../platform/db/index.ts'
import { markVerified } from './commands.ts'
import { findById, type PersonRow } from './store.ts'

/** What other slices do once an address is proven: rights that waited for it become active. */
export type OnVerified = (trx: Trx, person: { id: string; email: string }) => Promise<void>

/**
 * What other slices do when a profile that nobody had verified goes to the owner of its address: what whoever made it
 * left behind is not his.
 */
export type OnTakenOver = (trx: Trx, userId: string) => Promise<void>

/**
 * Someone opened a link that was sent to that address. Nothing happens if the profile has another one by now.
 * @returns the profile as it was, or undefined when the link proves nothing any more
 */
export async function proveAddress(
  trx: Trx,
  owner: { userId: string; email: string },
  onVerified: OnVerified,
): Promise<PersonRow | undefined> {
  const person = await findById(trx, owner.userId)
  if (!person || person.email !== owner.email) return undefined
  await markVerified(trx, person.id)
  await onVerified(trx, person)
  return person
}
