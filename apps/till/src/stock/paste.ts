import { type Article, findBySaleCode, listArticles } from '../articles/index.ts'
import type { Database } from '../platform/database.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { parseTypedCount } from './quantity.ts'
import type { PastedRow } from './wire.ts'

const mostRows = 2000
const mostCharacters = 200_000

/**
 * Reads two columns pasted from a spreadsheet, «Code» and «Quantité» (contract, kezia D63). A first row with these two
 * words is a heading. Wrong rows are returned with their `problem`.
 * @throws {TillError} 422 for a text that is too long or has too many rows
 */
export function readPaste({ database }: Pick<Platform, 'database'>, body: unknown): { rows: PastedRow[] } {
  const form = new Form(body)
  const text = form.paragraphs('text', { most: mostCharacters })
  const lines = text.split('\n')
  if (lines.length > mostRows) form.fail('text', `${mostRows} lignes au plus ; il y en a ${lines.length}.`)
  form.check()
  const find = articleFinder(database)
  const seen = new Map<number, number>()
  const rows = lines.flatMap((line, index) => {
    if (line.trim() === '' || (index === 0 && isHeading(line))) return []
    const row = readRow(line, index + 1, find)
    const first = row.article ? seen.get(row.article.idart) : undefined
    if (row.article && first === undefined) seen.set(row.article.idart, row.row)
    return [first === undefined ? row : { ...row, problem: `Cet article est déjà à la ligne ${first}.` }]
  })
  return { rows }
}

const isHeading = (line: string) => /^\s*code\s*[\t;]\s*(quantit|qt)/i.test(line)

function readRow(line: string, row: number, find: (code: string) => Article | undefined): PastedRow {
  const [code = '', quantity = '', ...rest] = line
    .split(line.includes('\t') ? '\t' : ';')
    .map((cell) => cell.trim())
  const article = find(code)
  const milli = parseTypedCount(quantity) ?? null
  return {
    row,
    code,
    quantity,
    article: article ? { idart: article.idart, definition: article.definition } : null,
    milli,
    problem: problemOf({
      code,
      quantity,
      isKnown: article !== undefined,
      milli,
      hasMore: rest.some(Boolean),
    }),
  }
}

function problemOf(row: {
  code: string
  quantity: string
  isKnown: boolean
  milli: number | null
  hasMore: boolean
}): string | null {
  if (row.hasMore) return 'Deux colonnes sont attendues : Code et Quantité.'
  if (!row.isKnown) return `Aucun article n'a le code « ${row.code} ».`
  if (row.quantity === '') return 'La quantité manque.'
  if (row.milli === null) return `« ${row.quantity} » n'est pas une quantité telle que 3 ou 2,5.`
  return null
}

/** Finds an article by «Code interne», else by id, else by «Code de vente». */
function articleFinder(database: Database): (code: string) => Article | undefined {
  const articles = listArticles(database)
  const byIdart = new Map(articles.map((article) => [String(article.idart), article]))
  const byCode = new Map<string, Article>()
  for (const article of articles)
    if (article.internalCode !== null && !byCode.has(article.internalCode))
      byCode.set(article.internalCode, article)
  return (code) => byCode.get(code) ?? byIdart.get(code) ?? findBySaleCode(database, code)?.article
}
