// Short versions of what `npm run chaos` does for minutes and hours.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

/** On the hub's own PostgreSQL, whatever the other tests run on. */
const environment = { ...process.env, DATABASE_URL: '', TEST_DATABASE_URL: '' }

async function run(...args: string[]) {
  const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  const [report, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return { report, code: code as number | null }
}

// This seed makes PostgreSQL need a new file for its log in some of them, and not in others.
test('a full disk refuses changes with a 503, loses none and needs no help (general §8, operations C5)', {
  timeout: 360_000,
}, async () => {
  const disk = ['--what', 'disk', '--seed', '1', '--kills', '3']
  const { report, code } = await run('chaos/hub.ts', '--sources', ...disk)
  expect(report).toContain('503 The server has no room left to store anything: try again later')
  expect(report).toContain('faults 0')
  expect(code).toBe(0)
})
