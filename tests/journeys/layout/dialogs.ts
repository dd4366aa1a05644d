// The titles that the dialogs of the till may have, as its sources write them.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { webFile } from './check.ts'

/** Where a dialog or a question gets its title, up to what follows it. */
const titleSource =
  /(?:<(?:Modal|ArticleChoice)\s[^>]*?title=\{|\btitle: (?=t\()|const title = )(.+?)(?=, message|\}\s+\w+=|\}\s*>|\n)/g
/** Asked after a till moved to another location with writes waiting: built like the question that deletes one of them. */
const outOfReach = ['hub.foreign.title']

/**
 * A dialog whose title was never seen was not checked.
 * @param seen the titles that were on screen
 */
export async function unseenDialogs(seen: ReadonlySet<string>): Promise<string[]> {
  const { fr } = (await import(webFile('labels/fr.ts').href)) as { fr: Record<string, string> }
  const isSeen = (key: string) => {
    const parts = (fr[key] ?? '')
      .split(/\{\{\w+\}\}/)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    const pattern = new RegExp(`^${parts.join('.+')}$`)
    return [...seen].some((title) => pattern.test(title))
  }
  const keys = globSync('**/*.{ts,tsx}', { cwd: fileURLToPath(webFile('')) }).flatMap((path) => {
    const source = readFileSync(webFile(path), 'utf8')
    if (!/<Modal|<ArticleChoice|useConfirm\(\)/.test(source)) return []
    return [...source.matchAll(titleSource)].flatMap(([, title = '']) =>
      [...title.matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g)].map(([, key = '']) => key),
    )
  })
  return [...new Set(keys)].filter((key) => key in fr && !outOfReach.includes(key) && !isSeen(key))
}
