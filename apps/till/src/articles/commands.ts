import { ensurePlace } from '../classification/index.ts'
import { nextNumber } from '../numbering/index.ts'
import { notFound, outdated, refused } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { readArticleForm } from './form.ts'
import type { ArticleValues } from './rows.ts'
import * as store from './store.ts'
import type { Article, ArticleForm } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

/** @throws {TillError} 404 */
export function getArticle({ database }: Pick<Platform, 'database'>, idart: number): Article {
  const article = store.find(database, idart)
  if (!article) throw notFound(`Aucun article ${idart}.`)
  return article
}

/** Gives the article its IDART and stores it, in the caller's transaction. */
export function insertArticle(platform: Tools, values: ArticleValues): number {
  const { database, clock } = platform
  const idart = nextNumber(platform, 'article')
  store.insert(database, idart, values, clock.now().toString())
  announce(platform, idart)
  return idart
}

/** @throws {TillError} 422 */
export function createArticle(platform: Tools, body: unknown): Article {
  const { database } = platform
  const idart = database.transaction(() => {
    const { values, place } = readArticleForm(database, body)
    return insertArticle(platform, {
      ...values,
      ...ensurePlace(platform, place),
      internalCode: null,
      isOption: false,
    })
  })
  return getArticle(platform, idart)
}

/** @throws {TillError} 404, 422, and 409 when it changed since the form was opened */
export function changeArticle(platform: Tools, idart: number, body: unknown): Article {
  const { database } = platform
  database.transaction(() => {
    const { internalCode, isOption } = getArticle(platform, idart)
    const { values, place } = readArticleForm(database, body)
    const { revision } = body as ArticleForm
    const next = { ...values, ...ensurePlace(platform, place), internalCode, isOption }
    if (!store.update(database, idart, Number(revision ?? 0), next))
      throw outdated('Cet article a été modifié entre-temps. Quittez la fiche et ouvrez-la de nouveau.')
    announce(platform, idart)
  })
  return getArticle(platform, idart)
}

/**
 * Puts the article in the recycle bin.
 * @throws {TillError} 404, and 422 while a menu uses it
 */
export function deleteArticle(platform: Tools, idart: number): void {
  const { database, clock } = platform
  database.transaction(() => {
    getArticle(platform, idart)
    const menu = store.menuUsing(database, idart)
    if (menu !== undefined)
      throw refused(`Le menu ${menu} utilise cet article : cochez plutôt « Abandon » dans « Paramètres ».`)
    store.putInBin(database, idart, clock.now().toString())
    announce(platform, idart)
  })
}

const announce = ({ database, live }: Tools, idart: number) =>
  database.afterCommit(() => live.push('articles', { idart }))
