// Every suite in one Vitest run, with a temporary folder of their own: a fork is killed with what it left behind,
// so the folder goes when the last one has ended. `--random` gives properties a new seed. Other arguments go to Vitest.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeTestFolder } from './test-folder.ts'

/** Of sources and packages, for the next process: a test run starts hundreds. */
const compiled = join(import.meta.dirname, '../node_modules/.cache/compiled')
const folder = makeTestFolder()
const args = process.argv.slice(2)
const seed = args.includes('--random') ? { PROPERTY_SEED: String(randomInt(2 ** 31)) } : {}
if (seed.PROPERTY_SEED) process.stdout.write(`Properties: PROPERTY_SEED=${seed.PROPERTY_SEED}\n`)
const tests = spawn(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...args.filter((one) => one !== '--random')],
  { stdio: 'inherit', env: { NODE_COMPILE_CACHE: compiled, ...process.env, ...seed, TMPDIR: folder } },
)
// Ctrl+C reaches the whole terminal: Vitest ends by itself, and the folder goes afterwards.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => tests.kill())
tests.on('close', (status) => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(status ?? 1)
})
