/**
 * The file that a program or a thread is started by: what must be on before its first module is loaded.
 *
 * Stack traces name the sources. Node's own support for source maps looks through each file and each generated function
 * when it is loaded; this reads a map when the first trace is asked for, and costs a start nothing.
 * @param folder of the bundle, from this file
 */
export const startFile = (folder: string, target: string) => `// Built by scripts/bundle.
import { readFileSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const folder = new URL('${folder}', import.meta.url)
module.enableCompileCache(fileURLToPath(new URL('cache', folder)))

const maps = new Map()
function mapOf(file) {
  if (!maps.has(file)) maps.set(file, new module.SourceMap(JSON.parse(readFileSync(new URL(file + '.map'), 'utf8'))))
  return maps.get(file)
}
function inSources(site) {
  const [file, line, column] = [site.getFileName(), site.getLineNumber(), site.getColumnNumber()]
  // This file may lie there too, and has none.
  if (!file?.startsWith(folder.href) || file === import.meta.url) return String(site)
  const { originalSource, originalLine, originalColumn } = mapOf(file).findEntry(line - 1, column - 1)
  if (originalSource === undefined) return String(site)
  const source = fileURLToPath(new URL(originalSource, file))
  return String(site).replace(
    file + ':' + line + ':' + column,
    () => source + ':' + (originalLine + 1) + ':' + (originalColumn + 1),
  )
}
Error.prepareStackTrace = (error, sites) => {
  const head = Error.prototype.toString.call(error)
  try {
    return [head, ...sites.map(inSources)].join('\\n    at ')
  } catch {
    // The build was removed, or its map cannot be read: a trace of the bundle is better than none.
    return [head, ...sites].join('\\n    at ')
  }
}

await import(new URL('${target}', folder))
// Kept for the next start, however this process ends.
module.flushCompileCache()
`
