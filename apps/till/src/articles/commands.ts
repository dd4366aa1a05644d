import { ensurePlace } from '../classification/index.ts'
import { nextNumber } from '../numbering/index.ts'
import { invalidFields, notFound, outdated, refused } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { nothingKept, readArticleForm, type TypedArticle } from './form.ts'
import { articleOffering, listGroupsOf, replaceOptionGroups } from './options.ts'
import type { ArticleValues } from './rows.ts'
import { listSaleCodesOf, replaceSaleCodes } from './sale-codes.ts'
import * as store from './store.ts'
import { listTariffsOf, replaceTariffs } from './tariffs.ts'
import type { Article, ArticleDetails, ArticleForm } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

/** @throws {TillError} 404 */
export function getArticle({ database }: Pick<Platform, 'database'>, idart: number): Article {
  const article = store.find(database, idart)
  if (!article) throw notFound(`Aucun article ${idart}.`)
  return article
}

/** @throws {TillError} 404 */
export const getDetails = (platform: Pick<Platform, 'database'>, idart: number): ArticleDetails => ({
  ...getArticle(platform, idart),
  optionGroups: listGroupsOf(platform.database, idart),
  tariffs: listTariffsOf(platform.database, idart),
  saleCodes: listSaleCodesOf(platform.database, idart),
})

/** Stores a new article under the next article id, in the caller's transaction. Returns the id. */
export function insertArticle(platform: Tools, values: ArticleValues): number {
  const { database, clock } = platform
  const idart = nextNumber(platform, 'article')
  store.insert(database, idart, values, clock.now().toString())
  announce(platform, idart)
  return idart
}

/** Overwrites the article without checking the revision, in the caller's transaction. */
export function replaceArticle(platform: Tools, idart: number, values: ArticleValues): void {
  const { database } = platform
  const { revision } = getArticle(platform, idart)
  store.update(database, idart, revision, values)
  announce(platform, idart)
}

/** @throws {TillError} 422 */
export function createArticle(platform: Tools, body: unknown): ArticleDetails {
  const { database } = platform
  const idart = database.transaction(() => {
    const typed = readArticleForm(database, body, nothingKept)
    const created = insertArticle(platform, { ...typed.values, ...ensurePlace(platform, typed.place) })
    replaceLists(database, created, typed)
    return created
  })
  return getDetails(platform, idart)
}

/** @throws {TillError} 404, 422, or 409 when the article changed since the form was opened */
export function changeArticle(platform: Tools, idart: number, body: unknown): ArticleDetails {
  const { database } = platform
  database.transaction(() => {
    const before = getArticle(platform, idart)
    const typed = readArticleForm(database, body, before)
    const { values, place } = typed
    const { revision } = body as ArticleForm
    if (before.isOption && !values.isOption) refuseWhileOffered(database, idart, 'isOption')
    const next = { ...values, ...ensurePlace(platform, place) }
    if (!store.update(database, idart, Number(revision ?? 0), next))
      throw outdated('Cet article a été modifié entre-temps. Quittez la fiche et ouvrez-la de nouveau.')
    replaceLists(database, idart, typed)
    announce(platform, idart)
  })
  return getDetails(platform, idart)
}

function replaceLists(
  database: Platform['database'],
  idart: number,
  { groups, tariffs, saleCodes }: TypedArticle,
): void {
  if (groups) replaceOptionGroups(database, idart, groups)
  if (tariffs) replaceTariffs(database, idart, tariffs)
  if (saleCodes) replaceSaleCodes(database, idart, saleCodes)
}

function refuseWhileOffered(database: Platform['database'], idart: number, field: string): void {
  const owner = articleOffering(database, idart)
  if (owner === undefined) return
  const message = `« ${owner} » propose cette option : retirez-la d'abord de sa page « Options ».`
  throw invalidFields([{ field, message }])
}

/** Whether an article was ever sold, in which case it cannot be deleted (contract, kezia §5.3). */
export type WasSold = (database: Platform['database'], idart: number) => boolean

/**
 * Puts the article in the recycle bin.
 * @throws {TillError} 404, or 422 if it was ever sold or a menu or another article uses it
 */
export function deleteArticle(platform: Tools, wasSold: WasSold, idart: number): void {
  const { database, clock } = platform
  database.transaction(() => {
    const { definition } = getArticle(platform, idart)
    if (wasSold(database, idart))
      throw refused(`${definition} a été vendu : cochez plutôt « Abandon » dans « Paramètres ».`)
    const menu = store.menuUsing(database, idart)
    if (menu !== undefined)
      throw refused(`Le menu ${menu} utilise cet article : cochez plutôt « Abandon » dans « Paramètres ».`)
    const owner = articleOffering(database, idart)
    if (owner !== undefined)
      throw refused(`« ${owner} » propose cette option : retirez-la d'abord de sa page « Options ».`)
    store.putInBin(database, idart, clock.now().toString())
    announce(platform, idart)
  })
}

/**
 * «Restauration Article»: takes the article out of the recycle bin, unchanged.
 * @throws {TillError} 404 when it is not in the bin
 */
export function restoreArticle(platform: Tools, idart: number): ArticleDetails {
  const { database } = platform
  database.transaction(() => {
    if (!store.takeOutOfBin(database, idart)) throw notFound(`L'article ${idart} n'est pas à la corbeille.`)
    announce(platform, idart)
  })
  return getDetails(platform, idart)
}

const announce = ({ database, live }: Tools, idart: number) =>
  database.afterCommit(() => live.push('articles', { idart }))
