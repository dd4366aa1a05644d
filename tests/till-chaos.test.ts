// The short version of `npm run chaos -- till`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { digestOf, planOf } from '../chaos/lib/till-plan.ts'

test('a till that is killed and loses its power loses nothing that it showed, and sends nothing twice (kezia 6.5)', {
  timeout: 360_000,
}, async () => {
  const child = spawn(process.execPath, ['chaos/till.ts', '--seed', '4', '--kills', '4'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [report, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect(report).toContain('faults 0')
  expect(report).toContain(digestOf(planOf(4, 4)))
  expect(code).toBe(0)
})
