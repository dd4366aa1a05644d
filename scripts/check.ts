// Types, lint and the fast unit tests, in seconds: `npm run check`. `--no-tests` stops before the tests.
import { spawnSync } from 'node:child_process'

const steps: [label: string, args: string[]][] = [
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json']],
  ['types of the back office', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'apps/back-office']],
  [
    'types of the till screens',
    ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'apps/till/tsconfig.web.json'],
  ],
  ['lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['unit tests', ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit']],
]
for (const [label, args] of process.argv.includes('--no-tests') ? steps.slice(0, -1) : steps) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status === 0) continue
  process.stderr.write(`\n${label}: failed\n`)
  process.exit(status ?? 1)
}
