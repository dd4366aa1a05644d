// Adds up the JSON reports of Vitest, names what failed, and closes with «N passed, N failed». A run that failed without
// a failed test (a type error, a crash) counts as one failure.
import { existsSync, readFileSync } from 'node:fs'

const [, , failedRuns, ...files] = process.argv
let passed = 0
let failed = 0
for (const file of files) {
  if (!existsSync(file)) continue
  const report = JSON.parse(readFileSync(file, 'utf8'))
  passed += report.numPassedTests
  failed += report.numFailedTests
  for (const suite of report.testResults) nameFailures(suite)
}
if (failed === 0 && (failedRuns !== '0' || passed === 0)) failed = 1
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** The full messages stand far above, where the last lines of a log do not reach. */
function nameFailures({ name, message, assertionResults }) {
  const failures = assertionResults.filter(({ status }) => status === 'failed')
  for (const { fullName, duration, failureMessages } of failures) {
    console.log(`FAILED ${name}: ${fullName} (${Math.round(duration ?? 0)} ms)`)
    for (const text of failureMessages) console.log(text.split('\n').slice(0, 12).join('\n'))
  }
  if (failures.length === 0 && message) console.log(`FAILED ${name}: ${message}`)
}
