import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './passwords.ts'

test("hashes passwords with argon2id at OWASP's cost (security S25)", async () => {
  const hash = await hashPassword('trente-deux fourchettes')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword(hash, 'trente-deux fourchettes')).toBe(true)
  expect(await verifyPassword(hash, 'trente-trois fourchettes')).toBe(false)
})
