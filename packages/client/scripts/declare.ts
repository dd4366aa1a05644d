import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Path below `dist/types` of each package that the declarations import. */
const homes: Record<string, string> = {
  '@hub/contract': 'contract/src/index.js',
  '@hub/contract/reference': 'contract/src/reference/index.js',
  typebox: 'typebox/index.mjs',
}

/**
 * Writes the declarations of the client, the contract and the TypeBox types that they use below `dist/types`.
 * @returns the path of the entry declaration, for the manifest
 * @throws if the sources have a type error
 */
export async function declare(folder: string): Promise<string> {
  const types = join(folder, 'dist', 'types')
  const compiler = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')))
  const { status, stdout } = spawnSync(
    process.execPath,
    [compiler, '-p', join(folder, 'tsconfig.pack.json'), '--outDir', types],
    {
      encoding: 'utf8',
    },
  )
  if (status !== 0) throw new Error(`the declarations were not made:\n${stdout}`)
  await copySchemaTypes(join(types, 'typebox'))
  for (const file of await declarationsIn(types)) {
    if (file.startsWith(`${join(types, 'typebox')}${sep}`)) continue
    await writeFile(file, localised(await readFile(file, 'utf8'), dirname(file), types))
  }
  return './dist/types/client/src/index.d.ts'
}

const declarationsIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))

/** Replaces package names by relative paths, and `.ts` by `.js`, since only JavaScript is published. */
function localised(text: string, from: string, types: string): string {
  return text.replace(/((?:from|import)\s*\(?\s*['"])([^'"]+)(['"])/g, (_, before, name: string, after) => {
    if (name.startsWith('.')) return `${before}${name.replace(/\.ts$/, '.js')}${after}`
    const home = homes[name]
    if (home === undefined) throw new Error(`a declaration names ${name}, which would have to be installed`)
    const path = relative(from, join(types, home))
    return `${before}${path.startsWith('.') ? path : `./${path}`}${after}`
  })
}

/** Copies TypeBox's declarations only; the declarations do not need its code. */
async function copySchemaTypes(target: string) {
  const source = dirname(fileURLToPath(import.meta.resolve('typebox')))
  const copied = new Set<string>()
  async function copy(file: string) {
    if (copied.has(file)) return
    copied.add(file)
    const text = await readFile(join(source, file), 'utf8')
    await mkdir(dirname(join(target, file)), { recursive: true })
    await writeFile(join(target, file), text)
    for (const [, name] of text.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)\.mjs['"]/g))
      await copy(join(dirname(file), `${name}.d.mts`))
  }
  await copy('index.d.mts')
  await writeFile(join(target, 'LICENSE'), await readFile(join(source, '..', 'license'), 'utf8'))
}
