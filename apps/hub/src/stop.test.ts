import { createTestDatabase, startHub } from '@hub/testing'
import { expect, test } from 'vitest'

test('a hub that stops without its database says what failed, and ends the rest (design, rule 9)', async () => {
  const database = await createTestDatabase()
  const lines: string[] = []
  const hub = await startHub({ database, logTo: { write: (line) => void lines.push(line) } })
  const app = await hub.app('Shop')
  // It holds a part of the quota of this connection, which it gives back at the end.
  expect((await app.get('/location')).status).toBe(200)
  await database.drop()
  await expect(hub.close()).rejects.toThrow('the hub did not end in order')
  expect(lines.join('')).toContain('a part of the hub did not end in order')
  await expect(hub.parts.db`select 1`).rejects.toThrow('Cannot use a pool after calling end on the pool')
})
