import type { Database } from '../platform/database.ts'
import { rememberReferences } from '../platform/reference-memory.ts'
import * as store from './store.ts'
import type { MenuSheet } from './wire.ts'

/** A menu as the till recognises it: its letters in order, each with the articles to choose from. */
export interface Composition {
  id: number
  name: string
  /** The article that it is sold as. */
  idart: number
  priceCents: number
  /** Above 0 it replaces `priceCents`: the percentage taken off each article. */
  discountPercent: string
  letters: { letter: string; articles: { idart: number; extraCents: number }[] }[]
}

interface Memory {
  sheets?: readonly MenuSheet[]
  compositions?: readonly Composition[]
}

const memoryOf = rememberReferences((): Memory => ({}))

/** Every menu, in order of «Rang». Cached and shared until the data changes. */
function listSheets(database: Database): readonly MenuSheet[] {
  const memory = memoryOf(database)
  memory.sheets ??= store.list(database)
  return memory.sheets
}

/** The menu that is sold as an article; undefined for any other article, and for a menu without letters. */
export const findMenuSoldAs = (database: Database, idart: number): MenuSheet | undefined =>
  listSheets(database).find((menu) => menu.idart === idart && menu.letters.length > 0)

/** Every menu that has a composition, in order of «Rang». Cached and shared until the data changes. */
export function listCompositions(database: Database): readonly Composition[] {
  const memory = memoryOf(database)
  memory.compositions ??= readCompositions(database)
  return memory.compositions
}

const readCompositions = (database: Database): Composition[] =>
  listSheets(database)
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
