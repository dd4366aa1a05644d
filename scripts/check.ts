// Types, lint and the fast unit tests, in seconds: `npm run check`. `--no-tests` stops before the tests.
import { spawn } from 'node:child_process'

const tsc = 'node_modules/typescript/bin/tsc'
const steps: [label: string, args: string[]][] = [
  ['types', [tsc, '--noEmit', '-p', 'tsconfig.json']],
  ['lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['types of the back office', [tsc, '--noEmit', '-p', 'apps/back-office']],
  ['types of the till screens', [tsc, '--noEmit', '-p', 'apps/till/tsconfig.web.json']],
  ['tests of the contract', ['scripts/contract-tests-page.ts', '--check']],
  ['unit tests', ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit']],
]
const wanted = process.argv.includes('--no-tests') ? steps.slice(0, -1) : steps
/** As many as a small machine has processors. */
const maxRunning = 2

/** Runs one step; what it says comes in one piece, so that steps do not speak at once. */
function run([label, args]: (typeof steps)[number]): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const step = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const output: Buffer[] = []
  step.stdout.on('data', (bytes: Buffer) => output.push(bytes))
  step.stderr.on('data', (bytes: Buffer) => output.push(bytes))
  step.on('close', (status) => {
    process.stdout.write(Buffer.concat(output))
    if (status !== 0) {
      process.stderr.write(`\n${label}: failed\n`)
      process.exitCode = 1
    }
    resolve()
  })
  return promise
}

const waiting = [...wanted]
await Promise.all(
  Array.from({ length: maxRunning }, async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await run(step)
  }),
)
