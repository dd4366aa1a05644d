import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { open, readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EmbeddedDatabaseError } from './error.ts'
import type { Places } from './places.ts'
import { giveTo, makeOwnFolder } from './runner.ts'

/** PostgreSQL's major version of the binaries. */
const major = '18'

/**
 * Makes the cluster unless it is there. Killed at any instant, the next start begins again: only a whole cluster on the
 * disk gets its name.
 * @throws {EmbeddedDatabaseError} for one of another major version, or when the disk takes none
 */
export async function ensureCluster(places: Places): Promise<void> {
  const { cluster, runner, binaries } = places
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    if (version !== major)
      throw new EmbeddedDatabaseError(
        `${cluster} is a database of PostgreSQL ${version}, and this program brings PostgreSQL ${major}. Start the version of the program that made it.`,
      )
    giveTo(cluster, runner)
    return
  }
  const unfinished = `${cluster}.new`
  rmSync(unfinished, { recursive: true, force: true })
  makeOwnFolder(unfinished, runner)
  const { initdb } = binaries
  // A builtin locale compares by code point whatever the C library is, and knows the case of accented letters.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8']
  await run(places, [
    initdb,
    `--pgdata=${unfinished}`,
    '--username=hub',
    '--auth-local=trust',
    '--auth-host=reject',
    '--no-sync',
    '--no-instructions',
    ...locale,
  ])
  await syncFolder(unfinished)
  await rename(unfinished, cluster)
  await sync(dirname(cluster))
}

async function run({ runner, binaries }: Places, command: readonly string[]): Promise<void> {
  const [program, ...args] = [...runner.prefix, ...command]
  const child = spawn(program!, args, {
    ...runner.identity,
    cwd: '/',
    env: binaries.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stdout.on('data', (text) => said.push(String(text)))
  child.stderr.on('data', (text) => said.push(String(text)))
  let code: unknown
  try {
    ;[code] = await once(child, 'close')
  } catch (error) {
    throw unusable((error as Error).message)
  }
  if (code !== 0) throw unusable(said.join('').trim())
}

/** A binary for the GNU C library is «not found» where there is another one. */
export function unusable(reason: string): EmbeddedDatabaseError {
  const isMusl = /ENOENT|not found|ld-linux|symbol not found/i.test(reason)
  return new EmbeddedDatabaseError(
    isMusl
      ? `The embedded PostgreSQL does not run on this system, which lacks the GNU C library (${reason}). Set DATABASE_URL to a PostgreSQL server (15 or newer).`
      : `The embedded PostgreSQL did not start:\n${reason}`,
  )
}

/** All at once: the disk syncs many files in little more than the time of one. */
async function syncFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) await syncFolder(path)
      else if (entry.isFile()) await sync(path)
    }),
  )
  await sync(folder)
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
