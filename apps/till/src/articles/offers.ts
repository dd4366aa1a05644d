import type { Database } from '../platform/database.ts'
import { rememberReferences } from '../platform/reference-memory.ts'
import { listGroupsOf, type StoredGroup } from './options.ts'
import * as store from './store.ts'
import { listTariffsOf } from './tariffs.ts'
import type { Article, Tariff } from './wire.ts'

/** An article without what its sale does not ask for, and what may change without it. */
export type OfferedArticle = Omit<Article, 'rayon' | 'famille' | 'sousFamille' | 'imageMd5'>

/** All that the counter asks of an article; shared by whoever asks, and never changed. */
export interface Offer {
  article: OfferedArticle
  tariffs: readonly Tariff[]
  groups: readonly StoredGroup[]
}

/** Some megabytes at most, of a shop that sells this many different articles between two changes of the catalogue. */
const mostKept = 2_000

const memoryOf = rememberReferences(() => new Map<number, Offer>())

/**
 * Finds what is offered, for the command under way; articles in the recycle bin are not found. What is sold often is read
 * once.
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
