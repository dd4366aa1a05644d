import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from './npm-start.ts'

/** Not in a clone, or written by other tests meanwhile. */
const leftOut = ['.git', 'data', 'dist', 'node_modules']

/**
 * A copy of the repository, set up and built, in a folder that its user alone can enter. Its files are hard links where
 * the disk is the same: they must not be written, and not be given to another user.
 * @param parent made for it, directly in /tmp, which every user reaches
 */
export function cloneRepository(): { parent: string; folder: string } {
  const parent = mkdtempSync('/tmp/npm-start-clone-')
  const folder = join(parent, 'order-hub')
  mkdirSync(folder, { mode: 0o755 })
  link(root, leftOut, folder)
  const packages = join(folder, 'node_modules')
  mkdirSync(join(packages, '.cache'), { recursive: true, mode: 0o755 })
  link(join(root, 'node_modules'), ['.cache', '.vite', '.vite-temp'], packages)
  const installed = join('node_modules', '.cache', 'installed-lock')
  cpSync(join(root, installed), join(folder, installed), { preserveTimestamps: true })
  cpSync(join(root, 'dist'), join(folder, 'dist'), {
    recursive: true,
    preserveTimestamps: true,
    // Programs that run write it.
    filter: (path) => basename(path) !== 'cache',
  })
  return { parent, folder }
}

function link(from: string, except: readonly string[], to: string): void {
  const names = readdirSync(from).filter((name) => !except.includes(name))
  const copy = (options: string) =>
    execFileSync('cp', [options, ...names.map((name) => join(from, name)), to], { stdio: 'pipe' })
  try {
    copy('-al')
  } catch {
    // Another disk.
    for (const name of readdirSync(to))
      if (!except.includes(name)) rmSync(join(to, name), { recursive: true })
    copy('-a')
  }
}

/** Gives the folders and what was built to a user; the files are readable, as those of a clone. */
export function giveClone(folder: string, uid: number): void {
  execFileSync('find', [folder, '-type', 'd', '-exec', 'chown', `${uid}:${uid}`, '{}', '+'])
  execFileSync('chown', ['-R', `${uid}:${uid}`, join(folder, 'dist')])
}

/** Processes of this machine that work in one of these folders, or whose command names one. */
export const processesOf = (folders: readonly string[]): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        const at = `${readlinkSync(`/proc/${pid}/cwd`)} ${command}`
        return folders.some((folder) => at.includes(folder)) ? [`${pid} ${command}`] : []
      } catch {
        // It ended meanwhile.
        return []
      }
    })
