import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

const ownerFolder = 0o700
const ownerFile = 0o600

/**
 * Closes a folder, and everything in it, to other users of the machine (security S7). Links are left alone,
 * because their targets are not the till's.
 * @returns the paths that could not be closed, because they belong to another user
 */
export function restrictToOwner(path: string): string[] {
  try {
    const stat = lstatSync(path)
    if (stat.isFile()) restrict(path, stat.mode, ownerFile)
    if (!stat.isDirectory()) return []
    restrict(path, stat.mode, ownerFolder)
    return readdirSync(path).flatMap((name) => restrictToOwner(join(path, name)))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // SQLite's log is deleted with its last reader.
    if (code === 'ENOENT') return []
    if (code === 'EPERM' || code === 'EACCES') return [path]
    throw error
  }
}

function restrict(path: string, mode: number, wanted: number): void {
  if ((mode & 0o777) !== wanted) chmodSync(path, wanted)
}

/**
 * Writes a file that only its owner can read. After a power cut it is the former one
 * or the new one, complete.
 */
export function writePrivateFile(file: string, text: string): void {
  const part = `${file}.part`
  rmSync(part, { force: true })
  writeFileSync(part, text, { mode: ownerFile })
  sync(part)
  renameSync(part, file)
  sync(dirname(file))
}

/** Makes what was written to a file, or renamed in a folder, survive a power cut. */
export function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
