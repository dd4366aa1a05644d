// Every suite in one Vitest run, with a temporary folder of their own: a fork is killed with what it left behind,
// so the folder goes when the last one has ended. Arguments go to Vitest.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'order-hub-tests-'))
const tests = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, TMPDIR: folder } },
)
rmSync(folder, { recursive: true, force: true })
process.exit(tests.status ?? 1)
