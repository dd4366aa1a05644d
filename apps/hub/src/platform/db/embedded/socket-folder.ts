import { hash } from 'node:crypto'
import { lstatSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedDatabaseError } from './error.ts'
import { makeOwnFolder, type Runner } from './runner.ts'

/** Size of `sun_path` in a socket address, without its final zero. */
const maxSocketPathBytes = process.platform === 'darwin' ? 103 : 107
/** Part of the socket's name; nothing listens on that port. */
export const socketPort = 5432
/** PostgreSQL's socket; its lock file adds `.lock`. */
export const socketName = `.s.PGSQL.${socketPort}`
const isShort = (folder: string) => Buffer.byteLength(join(folder, socketName)) <= maxSocketPathBytes

/**
 * Creates the folder of the sockets: `DATA_DIR/run`, or a short path if that would make the socket path too long
 * (operations C5).
 * @param runFolder an absolute path without symbolic links
 * @throws {EmbeddedDatabaseError} if another user could access the short folder
 */
export function makeSocketFolder(runFolder: string, runner: Runner): string {
  makeOwnFolder(runFolder, runner)
  if (isShort(runFolder)) return runFolder
  const uid = process.getuid?.() ?? 0
  const short = join(baseFor(runner, uid), `order-hub-${uid}-${hash('sha256', runFolder).slice(0, 8)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  const entry = lstatSync(short)
  const isOurs = entry.uid === uid || entry.uid === runner.identity.uid
  if (!entry.isDirectory() || !isOurs || (entry.mode & 0o077) !== 0)
    throw new EmbeddedDatabaseError(
      `${short} belongs to another user or is open to others. Remove it, or choose a DATA_DIR with a shorter path.`,
    )
  makeOwnFolder(short, runner)
  return short
}

/** `$XDG_RUNTIME_DIR` if it belongs to this user: `sudo` may leave another user's value in it. */
function baseFor({ identity }: Runner, uid: number): string {
  const own = process.env.XDG_RUNTIME_DIR
  const isOurs = own && statSync(own, { throwIfNoEntry: false })?.uid === uid
  return isOurs && identity.uid === undefined && isShort(join(own, 'order-hub-4294967295-12345678'))
    ? own
    : '/tmp'
}
