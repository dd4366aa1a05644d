import { findArticle } from '../articles/index.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { moveStock } from './commands.ts'
import { parseTypedCount, parseTypedQuantity } from './quantity.ts'

const maxLines = 2000

export interface TypedLine {
  idart: number
  milli: number
}

/**
 * Reads the lines of a document, `[{ idart, quantity }]`. Errors are reported under the line's path:
 * `lines.0.quantity`.
 * @param kind a movement is above 0; a count may be 0
 */
export function readLines(platform: Pick<Platform, 'database'>, form: Form, kind: 'movement' | 'count') {
  const read = kind === 'movement' ? parseTypedQuantity : parseTypedCount
  const seen = new Set<number>()
  return form
    .list('lines', maxLines, (value) => value)
    .map((value, index): TypedLine => {
      const at = (field: string) => `lines.${index}.${field}`
      const { idart, quantity } = (value ?? {}) as Record<string, unknown>
      const article = Number.isSafeInteger(idart)
        ? findArticle(platform.database, idart as number)
        : undefined
      if (!article) form.fail(at('idart'), `Aucun article ${String(idart ?? '')}.`)
      else if (seen.has(article.idart)) form.fail(at('idart'), `« ${article.definition} » est là deux fois.`)
      else seen.add(article.idart)
      const typed = typeof quantity === 'string' ? quantity : ''
      const milli = read(typed)
      if (milli === undefined)
        form.fail(
          at('quantity'),
          `« ${typed.slice(0, 40)} » est refusé : une quantité telle que 3 ou 2,5 est attendue.`,
        )
      return { idart: article?.idart ?? 0, milli: milli ?? 0 }
    })
}

/**
 * «Entrée / sortie» of several articles in one transaction (contract, kezia §5.8).
 * @throws {TillError} 422 with one sentence per wrong field; no stock moves then
 */
export function enterMovements(
  platform: Pick<Platform, 'database' | 'clock' | 'live'>,
  body: unknown,
): { count: number } {
  const form = new Form(body)
  const direction = form.choice('direction', ['in', 'out'])
  const reason = form.text('reason', { isRequired: true, most: 120 })
  return platform.database.transaction(() => {
    const lines = readLines(platform, form, 'movement')
    if (lines.length === 0) form.fail('lines', 'Ajoutez au moins un article.')
    form.check()
    for (const { idart, milli } of lines)
      moveStock(platform, idart, direction === 'in' ? milli : -milli, reason)
    return { count: lines.length }
  })
}
