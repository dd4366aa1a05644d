// `npm test`: types and lint beside every suite in one Vitest run. A fault of types or lint ends the run at once.
// Further arguments go to Vitest.
import { spawn } from 'node:child_process'

function start(...args: string[]) {
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  const { promise, resolve } = Promise.withResolvers<number>()
  child.on('close', (status) => resolve(status ?? 1))
  return { child, status: promise }
}

// Ctrl+C reaches the whole terminal: both end by themselves.
process.on('SIGINT', () => undefined)
const tests = start('scripts/suites.ts', ...process.argv.slice(2))
const checked = await start('scripts/check.ts', '--no-tests').status
if (checked !== 0) tests.child.kill()
process.exit(Math.max(checked, await tests.status))
