import type { Database } from '../platform/database.ts'
import { rememberReferences } from '../platform/reference-memory.ts'
import { listGroupsOf, type StoredGroup } from './options.ts'
import * as store from './store.ts'
import { listTariffsOf } from './tariffs.ts'
import type { Article, Tariff } from './wire.ts'

/** An article without its classification and picture: a sale does not need them, and their tables are not watched. */
export type OfferedArticle = Omit<Article, 'rayon' | 'famille' | 'sousFamille' | 'imageMd5'>

/** Everything that the counter needs of an article. Cached and shared: do not modify. */
export interface Offer {
  article: OfferedArticle
  tariffs: readonly Tariff[]
  groups: readonly StoredGroup[]
}

/** Limits the cache to a few megabytes. */
const mostKept = 2_000

const memoryOf = rememberReferences(() => new Map<number, Offer>())

/**
 * Returns a cached lookup of articles, to be used within one command. Articles in the recycle bin are not found.
 */
export function findOffers(database: Database): (idart: number) => Offer | undefined {
  const memory = memoryOf(database)
  return (idart) => {
    const known = memory.get(idart)
    if (known) return known
    const article = store.find(database, idart)
    if (!article) return undefined
    const offer = {
      article,
      tariffs: listTariffsOf(database, idart),
      groups: listGroupsOf(database, idart),
    }
    if (memory.size >= mostKept) memory.clear()
    memory.set(idart, offer)
    return offer
  }
}
