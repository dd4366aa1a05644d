import { existsSync, readFileSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { EmbeddedDatabaseError, failed } from './error.ts'
import type { Places } from './places.ts'
import { giveTo, makeOwnFolder, runnerOfInitdb } from './runner.ts'
import { supervise } from './supervisor.ts'
import { sync, syncFolder } from './sync.ts'

/** Major version of the PostgreSQL binaries. */
const major = '18'

/**
 * Creates the cluster unless it exists. If the process is killed here, the next start begins again: the folder gets
 * its final name only once the cluster is complete and on the disk.
 * @throws {EmbeddedDatabaseError} if the cluster has another major version, or the disk is full
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
  // The `initdb` of a killed hub is also being killed, and may write for some milliseconds more.
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
  // A builtin locale sorts by code point with any C library, and knows the case of accented letters.
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
