// `npm run -s till:restore -- FILE` restores a till whose database no longer opens.
import { existsSync, mkdirSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { systemClock } from '../platform/clock.ts'
import { StartError } from '../platform/errors.ts'
import { presentFile } from './files.ts'
import { numbersOf } from './numbers.ts'
import { placeFile, stageFile } from './restore.ts'

function fail(line: string): void {
  process.stderr.write(`${line}\n`)
  process.exitCode = 1
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'last-ticket': { type: 'string' } },
})
const [file] = positionals
const lastTicket = values['last-ticket']
if (file === undefined || !/^\d{0,12}$/.test(lastTicket ?? ''))
  fail(
    'Usage: npm run -s till:restore -- FILE [--last-ticket N] (a backup of this till; DATA_DIR as for npm start)',
  )
else if (!existsSync(file)) fail(`There is no file ${file}.`)
else {
  try {
    const { dataDir } = readConfig(process.env)
    if (lastTicket === undefined && !numbersOf(presentFile(dataDir)))
      throw new StartError(
        'The present database cannot be read: its last numbers are not known. Add --last-ticket with the number of the last ticket that was printed, 0 if there was none since the backup.',
      )
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const { file: staged, sales } = await stageFile(dataDir, file, systemClock)
    placeFile(dataDir, staged, {
      name: basename(file),
      clock: systemClock,
      lastTicket: lastTicket === undefined ? undefined : Number(lastTicket),
    })
    process.stdout.write(
      `${file} is intact: ${sales} sales. Stop the till if it runs; its next start takes it.\n`,
    )
  } catch (error) {
    if (error instanceof StartError) fail(error.message)
    else fail(`${file} cannot be restored: ${(error as Error).message}`)
  }
}
