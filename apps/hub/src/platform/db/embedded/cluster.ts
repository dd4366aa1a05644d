import { existsSync, readFileSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { EmbeddedDatabaseError, failed } from './error.ts'
import type { Places } from './places.ts'
import { giveTo, makeOwnFolder, runnerOfInitdb } from './runner.ts'
import { supervise } from './supervisor.ts'
import { sync, syncFolder } from './sync.ts'

/** PostgreSQL's major version of the binaries. */
const major = '18'

/**
 * Makes the cluster unless it is there. Killed at any instant, the next start begins again: only a whole cluster on the
 * disk gets its name.
 * @throws {EmbeddedDatabaseError} for one of another major version, or when the disk takes none
 */
export async function ensureCluster(places: Places): Promise<void> {
  const { cluster, runner } = places
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
  // What a killed hub left is being killed, too, and may write for some milliseconds more.
  const remove = () => rmSync(unfinished, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  remove()
  const maker = runnerOfInitdb(runner)
  makeOwnFolder(unfinished, maker)
  try {
    await initialize({ ...places, runner: maker }, unfinished)
    giveTo(unfinished, runner)
    await syncFolder(unfinished)
    await rename(unfinished, cluster)
    await sync(dirname(cluster))
  } catch (error) {
    remove()
    throw error
  }
}

async function initialize(places: Places, folder: string): Promise<void> {
  // A builtin locale compares by code point whatever the C library is, and knows the case of accented letters.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8']
  const { output, exited } = supervise(
    places,
    [
      places.binaries.initdb,
      `--pgdata=${folder}`,
      '--username=hub',
      '--auth-local=trust',
      '--auth-host=reject',
      '--no-sync',
      '--no-instructions',
      ...locale,
    ],
    'setUp',
  )
  const [code, said] = await Promise.all([exited, text(output)])
  if (code !== 0) throw failed(code, said)
}
