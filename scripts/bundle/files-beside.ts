// `new URL('…', import.meta.url)` in our sources names something beside the module. In the bundle a module has another
// place, so the build rewrites each of these expressions:
//   a `.ts` file      a thread, bundled into a file of its own
//   any other file    copied into the bundle
//   anything else     stays where it is (the folder of a built web app)
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Plugin } from 'rolldown'

export interface FilesBeside {
  root: string
  /** Where the chunks will be, all in one folder. */
  folder: string
  /** Told the source of each thread and the name of its file in the bundle. */
  onThread(source: string, fileName: string): void
}

const expression = /new URL\(\s*'([^']+)',\s*import\.meta\.(?:url|resolve\(\s*'([^']+)'\s*\)),?\s*\)/g
/** Node finds packages from the bundle as from the sources. */
const harmless = /createRequire\(import\.meta\.url\)/g

export function filesBeside({ root, folder, onThread }: FilesBeside): Plugin {
  const slashed = (path: string) => path.split(sep).join('/')

  return {
    name: 'files-beside',
    transform: {
      filter: { id: { include: /\.ts$/, exclude: /node_modules/ }, code: /import\.meta/ },
      async handler(code, id) {
        const locate = async (path: string, packageName: string | undefined) => {
          if (packageName === undefined) return resolve(dirname(id), path)
          const found = await this.resolve(packageName, id)
          if (!found) throw new Error(`${id} names a file of ${packageName}, which is not installed.`)
          return resolve(dirname(found.id), path)
        }
        const replace = (target: string) => {
          const name = slashed(relative(root, target))
          if (!existsSync(target) || statSync(target).isDirectory()) return slashed(relative(folder, target))
          if (target.endsWith('.ts')) {
            const fileName = `${name
              .replace(/^apps\/\w+\/src\//, '')
              .replace(/\.ts$/, '')
              .replaceAll('/', '-')}.mjs`
            onThread(target, fileName)
            return `./${fileName}`
          }
          const fileName = join('files', name)
          this.emitFile({ type: 'asset', fileName, source: readFileSync(target) })
          return `./${slashed(fileName)}`
        }
        const matches = [...code.matchAll(expression)]
        const targets = await Promise.all(matches.map(([, path = '', name]) => locate(path, name)))
        let rewritten = code
        for (const [index, [text]] of matches.entries()) {
          // The lines below keep their numbers, which stack traces show.
          const lines = text.replace(/[^\n]/g, '')
          const place = `new URL(${JSON.stringify(replace(targets[index] ?? ''))}, import.meta.url${lines})`
          rewritten = rewritten.replace(text, () => place)
        }
        const rest = code.replaceAll(expression, '').replaceAll(harmless, '')
        if (/import\.meta\.(url|dirname|filename|resolve)/.test(rest))
          throw new Error(
            `${id} uses import.meta in a way that the bundle does not know: write new URL('…', import.meta.url).`,
          )
        return { code: rewritten, map: null }
      },
    },
  }
}
