// The short version of `npm run chaos -- hub`. This seed kills hub and PostgreSQL at once, PostgreSQL, and the supervisor;
// and the hub twice, once with a pause before its successor starts.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

test('kills under load lose or double nothing and leave no PostgreSQL (operations C5)', {
  timeout: 360_000,
}, async () => {
  const child = spawn(process.execPath, ['chaos/hub.ts', '--seed', '6', '--kills', '5'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [report, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect(report).toMatch(/supervisor killed 1 times|hub killed 5 times/)
  expect(report).toContain('faults 0')
  expect(code).toBe(0)
})
