import { chmodSync, lstatSync, mkdirSync, readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

const folderMode = 0o700
const fileMode = 0o600

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

/**
 * Creates a folder if it is missing, and restricts it and its contents to their owner (security S7). The folder
 * may be a symbolic link; links in it are not followed. On Windows only the folder is created. Synchronous, because a
 * database has a thousand files and each promise would cost more than the change of mode.
 * @param onProblem called with a sentence about the files whose mode could not be changed
 */
export function makePrivate(folder: string, onProblem: (sentence: string) => void): void {
  mkdirSync(folder, { recursive: true, mode: folderMode })
  if (process.platform === 'win32') return
  const refused: string[] = []
  correct(realpathSync(folder), refused)
  if (refused.length > 0)
    onProblem(
      `${refused.length} files of DATA_DIR may be read by other users of this machine and belong to another user, who must run chmod 600 (700 for folders) on them; the first is ${refused[0]}`,
    )
}

function correct(path: string, refused: string[]): void {
  try {
    const entry = lstatSync(path)
    if (entry.isSymbolicLink()) return
    const mode = entry.isDirectory() ? folderMode : fileMode
    if ((entry.mode & 0o777) !== mode && !canChange(path, mode)) refused.push(path)
    if (entry.isDirectory()) for (const name of readdirSync(path)) correct(join(path, name), refused)
  } catch (error) {
    // A folder that this user cannot read is closed already. A running database may remove files meanwhile.
    if (!['EACCES', 'EPERM', 'ENOENT'].includes(codeOf(error) ?? '')) throw error
  }
}

function canChange(path: string, mode: number): boolean {
  try {
    chmodSync(path, mode)
    return true
  } catch (error) {
    if (codeOf(error) === 'EPERM' || codeOf(error) === 'EACCES') return false
    throw error
  }
}
