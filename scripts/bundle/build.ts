// Bundles one program: what it starts with, what few requests need in files of their own, and so each thread.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type OutputAsset, type OutputChunk, rolldown } from 'rolldown'
import { builtinsAsTheyAre } from './builtins.ts'
import { filesBeside } from './files-beside.ts'
import { moduleName } from './module-names.ts'
import { type BundledProgram, unusedFileUsers } from './programs.ts'
import { loadedTooEarly } from './start-chunks.ts'
import { startFile } from './start-file.ts'
import { thirdPartyNotice } from './third-party.ts'

type Files = Map<string, string | Uint8Array>

/** A program that runs loads further files of its build, so a build stays for some days after the next one. */
const keptBuildDays = 7

/**
 * Writes `dist/<program>/main.mjs`, what it loads into a folder that is named after its content, and the notice of what
 * others made of it, `THIRD-PARTY.txt`.
 * @throws when a package of `late` would be loaded at the start, a file would not be found from the bundle, or a package
 * may not be bundled
 */
export async function bundleProgram(root: string, program: BundledProgram): Promise<void> {
  const dist = join(root, 'dist', program.name)
  const { files, sources } = await bundleFiles(root, join(dist, 'build'), program)
  const notice = thirdPartyNotice(sources)
  const hash = createHash('sha256')
  for (const name of [...files.keys()].sort()) hash.update(`${name}\0`).update(files.get(name) ?? '')
  const build = hash.digest('hex').slice(0, 12)
  const folder = join(dist, build)
  if (!existsSync(folder)) writeWhole(folder, files)
  const main = join(dist, 'main.mjs')
  for (const used of [buildOf(main), folder])
    if (used && existsSync(used)) utimesSync(used, new Date(), new Date())
  replaceFile(join(dist, noticeName), notice)
  replaceFile(main, startFile(`./${build}/`, 'start.mjs'))
  removeOldBuilds(dist, build)
}

const noticeName = 'THIRD-PARTY.txt'

/** `sources` are the modules and the copied files that the bundle is made of. */
async function bundleFiles(
  root: string,
  folder: string,
  program: BundledProgram,
): Promise<{ files: Files; sources: ReadonlySet<string> }> {
  const files: Files = new Map()
  const sources = new Set<string>()
  const threads = new Map<string, string>()
  const onThread = (source: string, fileName: string) => threads.set(source, fileName)
  const bundle = async (
    source: string,
    name: string,
    { rest, late }: Pick<BundledProgram, 'rest' | 'late'>,
  ) => {
    const input = { [name]: source, ...(rest !== undefined && { [`${name}-rest`]: join(root, rest) }) }
    const entries: readonly string[] = Object.values(input)
    let first: ReadonlySet<string> | undefined
    const build = await rolldown({
      input,
      cwd: root,
      platform: 'node',
      tsconfig: false,
      plugins: [builtinsAsTheyAre(), filesBeside({ root, folder, onThread })],
      onLog(level, log, handle) {
        if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message)
        handle(level, log)
      },
    })
    try {
      const { output } = await build.generate({
        format: 'es',
        // Nothing is written there: the source maps name the sources from there.
        dir: folder,
        sourcemap: true,
        // They lie beside the bundle, or in the release that it was made of.
        sourcemapExcludeSources: true,
        comments: false,
        // Text with any other character takes two bytes for each of its own in V8's memory.
        charset: 'ascii',
        entryFileNames: '[name].mjs',
        chunkFileNames: '[name]-[hash].mjs',
        // The entry waits, at its top level, for the program to be ready. It stands alone, because a chunk that is loaded
        // meanwhile, and imports from it, would wait for it for ever.
        codeSplitting: {
          groups: [
            {
              debugName: 'what the start needs',
              name(id, context) {
                first ??= loadedWith(source, (one) => context.getModuleInfo(one)?.importedIds ?? [])
                return first.has(id) ? `${name}-code` : `${name}-rest-code`
              },
              tags: ['$initial'],
              test: (id) => !entries.includes(id),
            },
          ],
        },
      })
      check(root, output, late)
      for (const file of output) {
        files.set(file.fileName, file.type === 'chunk' ? file.code : file.source)
        if (file.type === 'chunk') for (const id of file.moduleIds) sources.add(id)
        else if (file.fileName.startsWith('files/'))
          sources.add(join(root, file.fileName.slice('files/'.length)))
      }
    } finally {
      await build.close()
    }
  }
  await bundle(join(root, program.entry), 'start', program)
  for (const [source, fileName] of threads) {
    const name = `${fileName.replace(/\.mjs$/, '')}-thread`
    await bundle(source, name, { late: [] })
    files.set(fileName, startFile('./', `${name}.mjs`))
  }
  return { files, sources }
}

/** The module, and all that it imports statically. */
function loadedWith(source: string, importsOf: (id: string) => readonly string[]): ReadonlySet<string> {
  const loaded = new Set([source])
  // A set's iterator reaches what is added meanwhile.
  for (const id of loaded) for (const imported of importsOf(id)) loaded.add(imported)
  return loaded
}

function check(root: string, output: readonly (OutputChunk | OutputAsset)[], late: readonly string[]): void {
  const chunks = output.filter((file) => file.type === 'chunk')
  const early = loadedTooEarly(
    chunks.map(({ fileName, isEntry, imports, moduleIds }) => ({
      fileName,
      isEntry,
      imports,
      moduleNames: moduleIds.map((id) => moduleName(root, id)),
    })),
    late,
  )
  if (early.length > 0)
    throw new Error(`The start would load ${early.join(', ')}: import it where it is used, by import().`)
  for (const { modules } of chunks)
    for (const [id, { code }] of Object.entries(modules)) {
      const name = moduleName(root, id)
      if (!id.includes('node_modules') || unusedFileUsers.has(name)) continue
      if (/\b__dirname\b|\b__filename\b|\bimport\.meta\.(url|dirname|filename|resolve)/.test(code ?? ''))
        throw new Error(`${name} looks for files beside itself, where the bundle has none: ${id}`)
    }
}

/** Two set-ups may run at once. */
const unfinished = (path: string) => `${path}.${process.pid}.new`

function replaceFile(path: string, content: string): void {
  writeFileSync(unfinished(path), content)
  renameSync(unfinished(path), path)
}

/** Killed at any instant, there is a whole build or none. */
function writeWhole(folder: string, files: Files): void {
  for (const [name, content] of files) {
    const path = join(unfinished(folder), name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  try {
    renameSync(unfinished(folder), folder)
  } catch (error) {
    // Another set-up wrote the same build meanwhile.
    if (!existsSync(folder)) throw error
    rmSync(unfinished(folder), { recursive: true })
  }
}

/** The folder that it loads its program from; undefined without a `main.mjs`. */
export function buildOf(main: string): string | undefined {
  if (!existsSync(main)) return undefined
  const [, build] = /new URL\('\.\/(\w+)\//.exec(readFileSync(main, 'utf8')) ?? []
  return build === undefined ? undefined : join(dirname(main), build)
}

function removeOldBuilds(dist: string, current: string): void {
  const oldestMs = Date.now() - keptBuildDays * 24 * 60 * 60 * 1000
  for (const name of readdirSync(dist)) {
    const path = join(dist, name)
    if (name === 'main.mjs' || name === noticeName || name === current || statSync(path).mtimeMs > oldestMs)
      continue
    rmSync(path, { recursive: true })
  }
}
