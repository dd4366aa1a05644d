import { createHmac, timingSafeEqual } from 'node:crypto'
import { isPassword } from '../intervenant/index.ts'
import { invalidFields, refused } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { Tries } from '../platform/tries.ts'
import { getSeller } from './commands.ts'
import * as store from './store.ts'
import type { Seller, SellerKey } from './wire.ts'

/**
 * Checks a seller's password; the result is the key that a screen sends with the seller's sales. Attempts are limited
 * per seller, so that guesses for one do not lock out the others.
 */
export function createIdentification({ database, clock }: Pick<Platform, 'database' | 'clock'>) {
  const tries = new Map<number, Tries>()
  /** @throws {TillError} 404, 422, or 429 after too many attempts */
  return (typedId: string, body: unknown): SellerKey => {
    const { id, isAsleep } = getSeller(database, typedId)
    if (isAsleep) throw refused('Ce vendeur est en sommeil.')
    const form = new Form(body)
    const password = form.text('password', { most: 100 })
    form.check()
    const stored = store.findPassword(database, id)
    if (stored === null) return { key: '' }
    const own = tries.get(id) ?? new Tries(clock)
    tries.set(id, own)
    own.check()
    if (!isPassword(password, stored)) {
      own.failed()
      throw invalidFields([{ field: 'password', message: 'Mot de passe refusé.' }])
    }
    own.succeeded()
    return { key: keyOf(id, stored) }
  }
}

/**
 * Whether the key belongs to this seller's password; a seller without a password needs none. The key is derived from
 * the stored hash, so that it survives a restart during a sale and becomes invalid when the password changes.
 */
export function mayActAs(
  { database }: Pick<Platform, 'database'>,
  { id, hasPassword }: Pick<Seller, 'id' | 'hasPassword'>,
  key: string,
): boolean {
  const stored = hasPassword ? store.findPassword(database, id) : null
  if (stored === null) return true
  const expected = Buffer.from(keyOf(id, stored))
  const given = Buffer.from(key)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const keyOf = (id: number, stored: string) =>
  createHmac('sha256', stored).update(`seller ${id}`).digest('base64url')
