import { findArticle } from '../articles/index.ts'
import { notFound, refused } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { defineSetting } from '../settings/index.ts'
import { listOffered } from './sellable.ts'
import type { KeyArticle } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

/** Three pages of keys. */
const most = 36

const isIdarts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length <= most && value.every(Number.isSafeInteger)

const favourites = defineSetting<number[]>('counter.favourites', [], isIdarts)

/** The keyboard «FAVORIS»: the articles placed there that are still sold, in the order they were placed. */
export const listFavourites = (tools: Tools): KeyArticle[] =>
  listOffered(tools, tools.settings.get(favourites))

/**
 * Adds an article at the end; one that is already there keeps its position.
 * @throws {TillError} 404, or 422 when there is no room
 */
export function addFavourite(tools: Tools, idart: number): void {
  if (!findArticle(tools.database, idart)) throw notFound(`Aucun article ${idart}.`)
  change(tools, (idarts) => {
    if (idarts.includes(idart)) return idarts
    // Deleted articles give their places back.
    const kept = idarts.filter((one) => findArticle(tools.database, one))
    if (kept.length === most) throw refused(`«FAVORIS» a ${most} touches au plus : ôtez-en une d'abord.`)
    return [...kept, idart]
  })
}

export const removeFavourite = (tools: Tools, idart: number): void =>
  change(tools, (idarts) => idarts.filter((one) => one !== idart))

function change(tools: Tools, next: (idarts: number[]) => number[]): void {
  const { database, settings, live } = tools
  database.transaction(() => {
    settings.set(favourites, next(settings.get(favourites)))
    database.afterCommit(() => live.push('articles'))
  })
}
