// `npm run -s till:verify-chain -- FILE` checks that every document of a till's database is as it was recorded.
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Reader } from './chain.ts'
import { type Verification, verifyChain } from './verify.ts'

const mostShown = 20

function verifyFile(file: string): Verification {
  const sqlite = new DatabaseSync(file, { readOnly: true })
  try {
    const reader: Reader = {
      all: <T>(sql: string, ...values: (string | number)[]) => sqlite.prepare(sql).all(...values) as T[],
    }
    return verifyChain(reader)
  } finally {
    sqlite.close()
  }
}

const noKey =
  'Fingerprints have no key: a change after which all of them were computed again cannot be seen here.'

function fail(...lines: string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exitCode = 1
}

const [file] = process.argv.slice(2)
if (file === undefined) fail('Usage: npm run -s till:verify-chain -- FILE (the till.sqlite of a till)')
else if (!existsSync(file)) fail(`There is no file ${file}.`)
else {
  try {
    const { sales, entries, lastHash, problems } = verifyFile(file)
    if (problems.length === 0)
      process.stdout.write(
        `The chain is intact: ${sales} sales, ${entries} entries, last fingerprint ${lastHash}.\n${noKey}\n`,
      )
    else {
      const rest = problems.length - mostShown
      fail(
        `The chain is broken: ${problems.length} problems in ${sales} sales.`,
        ...problems.slice(0, mostShown),
        ...(rest > 0 ? [`… and ${rest} more.`] : []),
      )
    }
  } catch (error) {
    fail(`${file} cannot be verified: ${(error as Error).message}.`)
  }
}
