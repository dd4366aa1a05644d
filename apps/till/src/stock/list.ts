import { type Article, listArticles } from '../articles/index.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { searchKey } from '../platform/text.ts'
import { station } from '../shop/index.ts'
import * as store from './store.ts'
import type { StockLine, StockPage } from './wire.ts'

const mostLines = 500

type Test = (line: StockLine, article: Article) => boolean

/**
 * ETAT DU STOCK (contract, kezia W-19).
 * @throws {TillError} 422 when a filter cannot be understood
 */
export function listStockPage(platform: Pick<Platform, 'database' | 'settings'>, query: unknown): StockPage {
  const tests = readTests(platform, query)
  const levels = store.list(platform.database)
  const lines = listArticles(platform.database)
    .map((article) => ({ article, line: present(article, levels.get(article.idart) ?? store.none) }))
    .filter(({ article, line }) => tests.every((test) => test(line, article)))
    .map(({ line }) => line)
  return { lines: lines.slice(0, mostLines), total: lines.length }
}

/**
 * «Q_STOCK» of W-15: «Stock théorique» in thousandths of each of `idarts`, as `1,2,3`.
 * @throws {TillError} 422 for what is no such list
 */
export function listOnHand({ database }: Pick<Platform, 'database'>, query: unknown): Record<number, number> {
  const form = new Form(query)
  const typed = form.text('idarts', { most: 13 * mostLines })
  if (!/^(\d{1,12}(,\d{1,12})*)?$/.test(typed))
    form.fail('idarts', 'Des IDART séparés par des virgules sont attendus.')
  form.check()
  const levels = store.list(database)
  const idarts = typed === '' ? [] : typed.split(',').map(Number)
  return Object.fromEntries(idarts.map((idart) => [idart, (levels.get(idart) ?? store.none).onHandMilli]))
}

/** What the export writes: every article, whatever the filters. */
export const listStockLines = ({ database }: Pick<Platform, 'database'>): StockLine[] => {
  const levels = store.list(database)
  return listArticles(database).map((article) => present(article, levels.get(article.idart) ?? store.none))
}

const present = (article: Article, level: { onHandMilli: number; reservedMilli: number }): StockLine => ({
  idart: article.idart,
  code: article.internalCode ?? String(article.idart),
  definition: article.definition,
  rayon: article.rayon,
  famille: article.famille,
  sousFamille: article.sousFamille,
  isStockManaged: article.isStockManaged,
  isAbandoned: article.isAbandoned,
  ...level,
  orderedMilli: 0,
})

function readTests({ settings }: Pick<Platform, 'settings'>, query: unknown): Test[] {
  const form = new Form(query)
  const name = searchKey(form.text('definition'))
  const places = (['rayonId', 'familleId', 'sousFamilleId'] as const).map((field) => {
    const id = readId(form, field)
    return id === null ? undefined : (_: StockLine, article: Article) => article[field] === id
  })
  const site = readId(form, 'site')
  const state = form.has('state') ? form.choice('state', ['active', 'abandoned', 'all']) : 'active'
  const tests: (Test | undefined | false)[] = [
    ...places,
    name !== '' && ((line) => searchKey(line.definition).includes(name) || searchKey(line.code) === name),
    // One database is one site: another one has nothing here.
    site !== null && site !== settings.get(station.site) && (() => false),
    state !== 'all' && ((line) => line.isAbandoned === (state === 'abandoned')),
    form.text('isNonZero') === '1' && (({ onHandMilli }) => onHandMilli !== 0),
    form.text('isWebOnly') === '1' && ((_, { isPublished }) => isPublished),
  ]
  form.check()
  return tests.filter((test) => test !== undefined && test !== false)
}

function readId(form: Form, field: string): number | null {
  const typed = form.text(field)
  if (typed === '') return null
  if (/^\d{1,12}$/.test(typed)) return Number(typed)
  form.fail(field, 'Un numéro est attendu.')
  return null
}
