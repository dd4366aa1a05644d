import type { Database } from '../platform/database.ts'

export { type Composition, listCompositions } from './compositions.ts'

/** One component of a menu: a letter of its «Compo», and the articles to choose from. */
export interface MenuLetter {
  letter: string
  label: string
  articles: { idart: number; extraCents: number }[]
}

export interface Menu {
  name: string
  /** The article that it is sold as. */
  idart: number
  priceCents: number
  letters: MenuLetter[]
}

/** In the caller's transaction. */
export function insertMenu(database: Database, { name, idart, priceCents, letters }: Menu): number {
  const { insertedId } = database.run(
    'insert into menu (name, idart, price_cents) values (?, ?, ?)',
    name,
    idart,
    priceCents,
  )
  for (const [rang, { letter, label, articles }] of letters.entries()) {
    database.run('insert into menu_letter values (?, ?, ?, ?)', insertedId, letter, rang, label)
    for (const article of articles)
      database.run(
        'insert into menu_letter_article values (?, ?, ?, ?)',
        insertedId,
        letter,
        article.idart,
        article.extraCents,
      )
  }
  return insertedId
}
