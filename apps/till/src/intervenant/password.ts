import { argon2Sync, randomBytes, timingSafeEqual } from 'node:crypto'

const cost = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 }

/** `salt.hash`, both base64url: argon2id with OWASP's parameters. */
export function hashPassword(password: string, salt = randomBytes(16)): string {
  const hash = argon2Sync('argon2id', { message: password, nonce: salt, ...cost })
  return `${salt.toString('base64url')}.${hash.toString('base64url')}`
}

export function isPassword(password: string, stored: string): boolean {
  const [salt = ''] = stored.split('.')
  const given = Buffer.from(hashPassword(password, Buffer.from(salt, 'base64url')))
  const expected = Buffer.from(stored)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
