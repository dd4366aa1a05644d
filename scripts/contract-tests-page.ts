// `node scripts/contract-tests-page.ts` writes docs/contract/tests.md. With `--check` it fails, and writes nothing, when
// the page is out of date, when an acceptance check has no test, or when one listed without a test has got one.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { acceptanceChecks, type CitedTest, contractFiles, testsOf } from './contract-tests.ts'

const page = 'docs/contract/tests.md'
/** Acceptance checks that no test cites. The list only shrinks. */
const missing: string[] = JSON.parse(readFileSync('scripts/contract-tests-missing.json', 'utf8'))

const read = (path: string) => readFileSync(path, 'utf8')
const tests = execFileSync('git', ['ls-files', '*.test.ts', '*.test.tsx', 'conformance/*.ts'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .flatMap((path) => testsOf(path, read(path)))

const byClause = new Map<string, CitedTest[]>()
for (const test of tests)
  for (const clause of test.clauses) byClause.set(clause, [...(byClause.get(clause) ?? []), test])

/** Numbers by their value: 14.2 before 14.10. */
const byNumber = new Intl.Collator('en', { numeric: true }).compare

const required = contractFiles.flatMap((file) => acceptanceChecks(file, read(`docs/contract/${file}.md`)))

function sectionOf(file: string): string[] {
  const own = new Set([...byClause.keys(), ...required].filter((clause) => clause.startsWith(`${file} `)))
  return [
    `## ${file}`,
    ...[...own].sort(byNumber).map((clause) => {
      const title = `### ${clause.slice(file.length + 1)}${required.includes(clause) ? ' (acceptance check)' : ''}`
      const cited = byClause.get(clause)?.map(({ title, path }) => `- ${title} (\`${path}\`)`) ?? [
        'No test cites it.',
      ]
      return [title, '', ...cited].join('\n')
    }),
  ]
}

const text = [
  '# Clauses and their tests',
  'Written by `npm run contract-tests` from the titles of the tests; a title ends with the clauses that the test shows.',
  ...contractFiles.flatMap(sectionOf),
].join('\n\n')

const problems = [
  ...required
    .filter((clause) => !byClause.has(clause) && !missing.includes(clause))
    .map((clause) => `The acceptance check ${clause} has no test.`),
  ...missing
    .filter((clause) => byClause.has(clause) || !required.includes(clause))
    .map(
      (clause) =>
        `${clause} has a test, or is no acceptance check: take it out of contract-tests-missing.json.`,
    ),
]
const isCheck = process.argv.includes('--check')
if (isCheck && read(page) !== `${text}\n`)
  problems.push(`${page} is out of date: run \`npm run contract-tests\`.`)
if (!isCheck) writeFileSync(page, `${text}\n`)
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`)
  process.exitCode = 1
}
