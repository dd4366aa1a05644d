// `npm test`: types and lint, then every suite in one Vitest run. Further arguments go to Vitest.
import { spawnSync } from 'node:child_process'

const check = spawnSync(process.execPath, ['scripts/check.ts', '--no-tests'], { stdio: 'inherit' })
if (check.status !== 0) process.exit(check.status ?? 1)
const tests = spawnSync(process.execPath, ['scripts/suites.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exit(tests.status ?? 1)
