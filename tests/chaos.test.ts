// The short version of `npm run chaos -- hub`: a hub that is killed under load loses nothing and does nothing twice.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

test('three kills of the hub under load: nothing acknowledged is lost or doubled', {
  timeout: 360_000,
}, async () => {
  const child = spawn(process.execPath, ['chaos/hub.ts', '--seed', '7', '--kills', '3'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [report, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect(report).toContain('faults 0')
  expect(code).toBe(0)
})
