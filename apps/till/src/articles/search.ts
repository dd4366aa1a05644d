import type { Database } from '../platform/database.ts'
import { Form } from '../platform/form.ts'
import { searchKey } from '../platform/text.ts'
import * as store from './store.ts'
import type { ArticlePage } from './wire.ts'

const mostLines = 500

const nameConditions = {
  contains: 'instr(a.search_key, ?) > 0',
  starts: 'substr(a.search_key, 1, length(?1)) = ?1',
  same: 'a.search_key = ?',
} as const

/** A scanner types into whatever field has the focus: the name of an article is also what its bar code says. */
const orItsCode = (name: string) => `(${name} or a.idart in (select idart from article_code where code = ?))`

const codeConditions = {
  idart: 'cast(a.idart as text) = ?',
  internal: 'a.internal_code = ? collate nocase',
  sale: 'a.idart in (select idart from article_code where code = ?)',
} as const

/**
 * The articles of W-15: a part of a name or a whole bar code, a code or IDART, within a rayon, famille or sous-famille.
 * @throws {TillError} 422 when a filter cannot be understood
 */
export function searchArticles(database: Database, query: unknown): ArticlePage {
  const form = new Form(query)
  const typed = form.text('definition')
  const name = searchKey(typed)
  const code = form.text('code')
  const conditions: { sql: string; values: (string | number)[] }[] = []
  if (name !== '') {
    const match = form.has('match') ? form.choice('match', ['contains', 'starts', 'same']) : 'contains'
    conditions.push({ sql: orItsCode(nameConditions[match]), values: [name, typed] })
  }
  if (code !== '') {
    const by = form.has('codeKind') ? form.choice('codeKind', ['idart', 'internal', 'sale']) : 'idart'
    conditions.push({ sql: codeConditions[by], values: [code] })
  }
  for (const [field, column] of [
    ['rayonId', 'rayon_id'],
    ['familleId', 'famille_id'],
    ['sousFamilleId', 'sous_famille_id'],
  ] as const) {
    const id = form.text(field)
    if (id === '') continue
    if (/^\d{1,12}$/.test(id)) conditions.push({ sql: `a.${column} = ?`, values: [Number(id)] })
    else form.fail(field, 'Un numéro est attendu.')
  }
  const order = form.has('sort') ? form.choice('sort', ['idart', 'definition']) : 'idart'
  form.check()
  return store.search(database, conditions, order, mostLines)
}
