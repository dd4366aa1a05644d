import type { Database } from '../platform/database.ts'
import { rememberReferences } from '../platform/reference-memory.ts'
import * as store from './store.ts'

/** A menu as the till recognises it: letters in order, each with what may stand for it. */
export interface Composition {
  id: number
  name: string
  /** The article that it is sold as. */
  idart: number
  priceCents: number
  /** Above 0 it takes the place of the price: percent off each article. */
  discountPercent: string
  letters: { letter: string; articles: { idart: number; extraCents: number }[] }[]
}

const memoryOf = rememberReferences((): { compositions?: readonly Composition[] } => ({}))

/** Every menu that has a composition, in order of «Rang»; read once between two changes, and shared. */
export function listCompositions(database: Database): readonly Composition[] {
  const memory = memoryOf(database)
  memory.compositions ??= readCompositions(database)
  return memory.compositions
}

const readCompositions = (database: Database): Composition[] =>
  store
    .list(database)
    .filter(({ letters }) => letters.length > 0)
    .map(({ id, name, idart, priceCents, discountPercent, letters }) => ({
      id,
      name,
      idart,
      priceCents,
      discountPercent,
      letters: letters.map(({ letter, choices }) => ({
        letter,
        articles: choices.map((choice) => ({ idart: choice.idart, extraCents: choice.extraCents })),
      })),
    }))
