// The short version of `npm run chaos -- hub`. This seed kills each target once: the supervisor, hub and PostgreSQL at
// once, PostgreSQL, the hub.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

test('kills under load lose or double nothing and leave no PostgreSQL (operations C5)', {
  timeout: 360_000,
}, async () => {
  const child = spawn(process.execPath, ['chaos/hub.ts', '--seed', '19', '--kills', '4'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [report, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect(report).toMatch(/supervisor killed 1 times|hub killed 4 times/)
  expect(report).toContain('faults 0')
  expect(code).toBe(0)
})
