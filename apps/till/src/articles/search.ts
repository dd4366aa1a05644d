import type { Database } from '../platform/database.ts'
import { Form } from '../platform/form.ts'
import { searchKey } from '../platform/text.ts'
import { deliveryCode } from './delivery.ts'
import type { Condition } from './store.ts'
import * as store from './store.ts'
import type { ArticlePage } from './wire.ts'

const maxLines = 500

const nameConditions = {
  contains: 'instr(a.search_key, ?) > 0',
  starts: 'substr(a.search_key, 1, length(?1)) = ?1',
  same: 'a.search_key = ?',
} as const

/** Also matches the bar code, because a scanner types into whichever field has the focus. */
const orItsCode = (name: string) => `(${name} or a.idart in (select idart from article_code where code = ?))`

const codeConditions = {
  idart: 'cast(a.idart as text) = ?',
  internal: 'a.internal_code = ? collate nocase',
  sale: 'a.idart in (select idart from article_code where code = ?)',
} as const

/**
 * The article list of W-15. Filters by part of a name or a whole bar code, by a code or article id, and by `rayon`,
 * `famille` or `sous-famille`; with `isForSale=1` only articles that CAISSE offers.
 * @throws {TillError} 422 for an invalid filter
 */
export function searchArticles(database: Database, query: unknown): ArticlePage {
  const form = new Form(query)
  const typed = form.text('definition')
  const name = searchKey(typed)
  const code = form.text('code')
  const conditions: Condition[] = []
  if (name !== '') {
    const match = form.has('match') ? form.choice('match', ['contains', 'starts', 'same']) : 'contains'
    conditions.push({ sql: orItsCode(nameConditions[match]), values: [name, typed] })
  }
  if (code !== '') {
    const by = form.has('codeKind') ? form.choice('codeKind', ['idart', 'internal', 'sale']) : 'idart'
    conditions.push({ sql: codeConditions[by], values: [code] })
  }
  conditions.push(...readPlaceFilters(form))
  if (form.text('isForSale') === '1') conditions.push(forSale)
  const order = form.has('sort') ? form.choice('sort', ['idart', 'definition']) : 'idart'
  form.check()
  return store.search(database, conditions, order, maxLines)
}

/** Articles that CAISSE shows on its keys and keyboards and in its F2 search (contract, counter T4). */
const forSale: Condition = {
  sql: `a.is_option = 0 and a.is_abandoned = 0 and a.is_sale_blocked = 0 and a.is_asleep = 0
    and a.internal_code is not ?`,
  values: [deliveryCode],
}

/** Reads `rayonId`, `familleId` and `sousFamilleId`; fails the field of a value that is not a number. */
function readPlaceFilters(form: Form): Condition[] {
  return placeFilters.flatMap(([field, column]) => {
    const id = form.text(field)
    if (id === '') return []
    if (!/^\d{1,12}$/.test(id)) form.fail(field, 'Un numéro est attendu.')
    return [{ sql: `a.${column} = ?`, values: [Number(id)] }]
  })
}

const placeFilters = [
  ['rayonId', 'rayon_id'],
  ['familleId', 'famille_id'],
  ['sousFamilleId', 'sous_famille_id'],
] as const

interface PlaceFilters {
  /** Restricts the list to these ids; undefined does not. */
  idarts: number[] | undefined
  /** True returns an empty list. */
  isElsewhere: boolean
}

/**
 * The articles of ETAT DU STOCK (contract, kezia W-19). Filters by part of a name or a whole code, by classification,
 * by publication on the web, and by active or abandoned.
 * @throws {TillError} 422 for an invalid filter
 */
export function searchPlaces(database: Database, form: Form, { idarts, isElsewhere }: PlaceFilters) {
  const typed = form.text('definition')
  const name = searchKey(typed)
  const state = form.has('state') ? form.choice('state', ['active', 'abandoned', 'all']) : 'active'
  const conditions = readPlaceFilters(form)
  if (name !== '') {
    const sql = orItsCode(`${nameConditions.contains} or ${ownCode} = ? collate nocase`)
    conditions.push({ sql, values: [name, typed, typed] })
  }
  if (state !== 'all') conditions.push({ sql: 'a.is_abandoned = ?', values: [state === 'abandoned' ? 1 : 0] })
  if (form.text('isWebOnly') === '1') conditions.push({ sql: 'a.is_published = 1', values: [] })
  if (idarts)
    conditions.push({ sql: 'a.idart in (select value from json_each(?))', values: [JSON.stringify(idarts)] })
  form.check()
  if (isElsewhere) return { lines: [], total: 0 }
  return store.searchPlaces(database, conditions, maxLines)
}

const ownCode = 'coalesce(a.internal_code, cast(a.idart as text))'
