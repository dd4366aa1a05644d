import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigError } from './config.ts'
import { localSecret } from './local-secret.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'hub-data-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('a secret is made once, for its owner only, also by two hubs that start at once', async () => {
  const [one, other] = await Promise.all([localSecret(dataDir), localSecret(dataDir)])
  expect(one).toMatch(/^[0-9a-f]{64}$/)
  expect(other).toBe(one)
  expect(await localSecret(dataDir)).toBe(one)
  expect(readdirSync(dataDir)).toEqual(['hub-secret'])
  expect(statSync(join(dataDir, 'hub-secret')).mode & 0o777).toBe(0o600)
})

test('a file that a full disk or a power cut left empty is refused, and kept (operations C2)', async () => {
  const file = join(dataDir, 'hub-secret')
  for (const rest of ['', '\n', 'abc\n']) {
    writeFileSync(file, rest)
    await expect(localSecret(dataDir)).rejects.toThrow(ConfigError)
    await expect(localSecret(dataDir)).rejects.toThrow(`${file} must hold at least 32 characters`)
    expect(readFileSync(file, 'utf8')).toBe(rest)
  }
})
