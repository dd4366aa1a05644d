// `npm run -s till:restore -- FILE`: the way back for a till whose database does not open any more.
import { existsSync, mkdirSync } from 'node:fs'
import { basename } from 'node:path'
import { readConfig } from '../config.ts'
import { systemClock } from '../platform/clock.ts'
import { StartError } from '../platform/errors.ts'
import { placeFile, stageFile } from './restore.ts'

function fail(line: string): void {
  process.stderr.write(`${line}\n`)
  process.exitCode = 1
}

const [file] = process.argv.slice(2)
if (file === undefined)
  fail('Usage: npm run -s till:restore -- FILE (a backup of this till; DATA_DIR as for npm start)')
else if (!existsSync(file)) fail(`There is no file ${file}.`)
else {
  try {
    const { dataDir } = readConfig(process.env)
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const { file: staged, sales } = await stageFile(dataDir, file, systemClock)
    placeFile(dataDir, staged, { name: basename(file), clock: systemClock })
    process.stdout.write(
      `${file} is intact: ${sales} sales. Stop the till if it runs; its next start takes it.\n`,
    )
  } catch (error) {
    if (error instanceof StartError) fail(error.message)
    else fail(`${file} cannot be restored: ${(error as Error).message}`)
  }
}
