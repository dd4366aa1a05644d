import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOfTest } from '../testing/folder.ts'
import { openVault } from './secrets.ts'

const keyFile = () => join(folderOfTest(), 'till', 'secret.key')

test('a sealed text does not show what it holds, and opens again with the same key file', () => {
  const file = keyFile()
  const sealed = openVault(file).seal('5b0f6b0e7c1d4a9e')
  expect(sealed).not.toContain('5b0f6b0e')
  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('5b0f6b0e')
  expect(openVault(file).open(sealed)).toBe('5b0f6b0e7c1d4a9e')
})

test('the same text is never sealed twice the same way', () => {
  const vault = openVault(keyFile())
  expect(vault.seal('token')).not.toBe(vault.seal('token'))
})

test('the key is readable by its owner only', () => {
  const file = keyFile()
  openVault(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toHaveLength(32)
})

test('another key, or an altered text, opens nothing', () => {
  const sealed = openVault(keyFile()).seal('token')
  expect(() => openVault(keyFile()).open(sealed)).toThrow()
  const vault = openVault(keyFile())
  const bytes = Buffer.from(vault.seal('token'), 'base64')
  bytes[bytes.length - 1]! ^= 1
  expect(() => vault.open(bytes.toString('base64'))).toThrow()
  expect(() => vault.open('')).toThrow()
})

test('a key file that holds something else is refused with its name', () => {
  const file = keyFile()
  openVault(file)
  writeFileSync(file, 'hello')
  expect(() => openVault(file)).toThrow(/secret\.key does not hold a key/)
})
