// Adds up the JSON reports of Vitest and closes with «N passed, N failed». A run that failed without a failed test
// (a type error, a crash) counts as one failure.
import { existsSync, readFileSync } from 'node:fs'

const [, , failedRuns, ...files] = process.argv
let passed = 0
let failed = 0
for (const file of files) {
  if (!existsSync(file)) continue
  const report = JSON.parse(readFileSync(file, 'utf8'))
  passed += report.numPassedTests
  failed += report.numFailedTests
}
if (failed === 0 && (failedRuns !== '0' || passed === 0)) failed = 1
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
