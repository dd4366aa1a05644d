import { hash } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Binaries, copyBinaries } from './binaries.ts'
import { EmbeddedDatabaseError } from './error.ts'
import { isRoot, type Runner, reaches, unprivilegedRunner } from './runner.ts'

/** Parent of the folders used if PostgreSQL's user cannot access `DATA_DIR`. */
const sharedFolder = '/var/lib/order-hub'
const firstWords = 'The database of this hub lies in '

interface Elsewhere {
  /** Used instead of `DATA_DIR`. */
  folder: string
  binaries: Binaries
  runner: Runner
}

/**
 * Creates a folder outside `DATA_DIR` for its cluster.
 * @param note file that records the location, for the operator and for the next start
 */
export async function makeElsewhere(dataDir: string, note: string): Promise<Elsewhere> {
  const folder = join(sharedFolder, hash('sha256', dataDir).slice(0, 16))
  const made = await prepare(folder)
  writeFileSync(
    note,
    `${firstWords}${folder}\nPostgreSQL does not run as root, and no other user reaches the folder of this file.\n`,
  )
  return made
}

/** @param note the file that {@link makeElsewhere} wrote */
export async function findElsewhere(note: string): Promise<Elsewhere> {
  const [first = ''] = readFileSync(note, 'utf8').split('\n')
  if (!first.startsWith(firstWords))
    throw new EmbeddedDatabaseError(`${note} is a file, where the folder of the database should be.`)
  const folder = first.slice(firstWords.length)
  if (!isRoot())
    throw new EmbeddedDatabaseError(
      `The database of this DATA_DIR was made by root, and lies in ${folder}. Start the hub as root, or choose another DATA_DIR.`,
    )
  return prepare(folder)
}

async function prepare(folder: string): Promise<Elsewhere> {
  makeOpenFolder(sharedFolder)
  makeOpenFolder(folder)
  const runner = unprivilegedRunner
  if (!reaches(runner, folder))
    throw new EmbeddedDatabaseError(
      `PostgreSQL does not run as root, and no other user reaches ${folder}. Start the hub as another user that owns DATA_DIR, or set DATABASE_URL.`,
    )
  return { folder, binaries: await copyBinaries(folder), runner }
}

/**
 * Creates a folder that every user can enter, whatever the umask of the hub. The mode of an existing folder is kept.
 */
function makeOpenFolder(folder: string): void {
  if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, 0o755)
}
