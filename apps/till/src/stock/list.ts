import { type ArticlePlace, listPlaces, searchPlaces } from '../articles/index.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { station } from '../shop/index.ts'
import * as store from './store.ts'
import type { StockLevel, StockLine, StockPage } from './wire.ts'

const maxLines = 500

/**
 * ETAT DU STOCK (contract, kezia W-19).
 * @throws {TillError} 422 for an invalid filter
 */
export function listStockPage(
  { database, settings }: Pick<Platform, 'database' | 'settings'>,
  query: unknown,
): StockPage {
  const form = new Form(query)
  const site = form.text('site')
  if (!/^\d{0,12}$/.test(site)) form.fail('site', 'Un numéro est attendu.')
  const levels = store.list(database)
  const { lines, total } = searchPlaces(database, form, {
    idarts: form.text('isNonZero') === '1' ? nonZero(levels) : undefined,
    // A database belongs to one site, so any other site has no lines.
    isElsewhere: site !== '' && Number(site) !== settings.get(station.site),
  })
  return { lines: lines.map((article) => present(article, levels)), total }
}

const nonZero = (levels: ReadonlyMap<number, StockLevel>) =>
  [...levels].filter(([, { onHandMilli }]) => onHandMilli !== 0).map(([idart]) => idart)

/**
 * «Q_STOCK» of W-15: «Stock théorique» in thousandths for each article id of `idarts`, a list such as `1,2,3`.
 * @throws {TillError} 422 when it is not such a list
 */
export function listOnHand({ database }: Pick<Platform, 'database'>, query: unknown): Record<number, number> {
  const form = new Form(query)
  const typed = form.text('idarts', { most: 13 * maxLines })
  if (!/^(\d{1,12}(,\d{1,12})*)?$/.test(typed))
    form.fail('idarts', 'Des IDART séparés par des virgules sont attendus.')
  form.check()
  const levels = store.list(database)
  const idarts = typed === '' ? [] : typed.split(',').map(Number)
  return Object.fromEntries(idarts.map((idart) => [idart, (levels.get(idart) ?? store.none).onHandMilli]))
}

/** The lines for the export: every article, without filters. */
export const listStockLines = ({ database }: Pick<Platform, 'database'>): StockLine[] => {
  const levels = store.list(database)
  return listPlaces(database).map((article) => present(article, levels))
}

const present = (
  { internalCode, ...article }: ArticlePlace,
  levels: ReadonlyMap<number, StockLevel>,
): StockLine => ({
  ...article,
  code: internalCode ?? String(article.idart),
  ...(levels.get(article.idart) ?? store.none),
  orderedMilli: 0,
})
