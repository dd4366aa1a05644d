import { Refusal } from '../manager/index.ts'
import type { Db } from '../platform/db/index.ts'
import type { Attempt, Attempts } from './attempts.ts'
import { type CredentialRow, listCredentials } from './credential-store.ts'
import type { KnownBrowser } from './known-browser.ts'
import { matches } from './passwords.ts'
import { normaliseEmail } from './rules.ts'

export interface Login {
  email: string
  password: string
  /** Network address of the caller. */
  address: string
  browser: KnownBrowser | undefined
}

/**
 * Finds the user by e-mail and password. Several profiles may claim one address; a verified one has priority.
 *
 * If the browser knows one of these profiles, the attempt counts only against the browser. Attackers elsewhere
 * therefore cannot lock that user out (security S24). This covers only the profiles the browser knows: any other
 * profile of the address is protected by the counters of the e-mail and of the network address.
 * @returns the user's id
 * @throws {Refusal} 429
 */
export async function findByLogin(
  { db, attempts }: { db: Db; attempts: Attempts },
  { email, password, address, browser }: Login,
): Promise<string | undefined> {
  const candidates = await listCredentials(db, { email: normaliseEmail(email) })
  const isKnown = ({ person_id }: CredentialRow) => browser?.people.includes(person_id) ?? false
  const known = browser && candidates.some(isKnown) ? browser : undefined
  const first = await (known ? attempts.loginOfKnownBrowser(known.id) : attempts.login(email, address))
  const isRight = await matches(
    candidates.map((candidate) => candidate.password),
    password,
  )
  const right = candidates.filter((_, index) => isRight[index])
  const own = known ? right.find(isKnown) : right[0]
  if (own) {
    await first.wasRight()
    return own.person_id
  }
  if (!known || candidates.every(isKnown)) return undefined
  const second = await admitted(attempts.login(email, address))
  if (!second || !right[0]) return undefined
  await first.wasRight()
  await second.wasRight()
  return right[0].person_id
}

/**
 * Undefined if refused. The browser's own counter admitted the attempt, so the answer is a wrong password, not a 429.
 */
const admitted = (attempt: Promise<Attempt>) =>
  attempt.catch((error: unknown) => {
    if (error instanceof Refusal) return undefined
    throw error
  })
