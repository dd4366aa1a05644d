import type { Database } from '../platform/database.ts'

/** A menu as the till recognises it: letters in order, each with what may stand for it. */
export interface Composition {
  id: number
  name: string
  priceCents: number
  /** Above 0 it takes the place of the price: percent off each article. */
  discountPercent: string
  letters: { letter: string; articles: { idart: number; extraCents: number }[] }[]
}

interface Row {
  id: number
  name: string
  priceCents: number
  discountPercent: string
  letter: string
  idart: number
  extraCents: number
}

/** Every menu that has a composition, in order of «Rang». */
export function listCompositions(database: Database): Composition[] {
  const rows = database.all<Row>(
    `select m.id, m.name, m.price_cents as priceCents, m.discount_percent as discountPercent, l.letter,
       a.idart, a.extra_cents as extraCents
     from menu m
     join menu_letter l on l.menu_id = m.id
     left join menu_letter_article a on a.menu_id = l.menu_id and a.letter = l.letter
     order by m.rang, m.id, l.rang, l.letter, a.idart`,
  )
  const menus = new Map<number, Composition>()
  for (const { id, name, priceCents, discountPercent, letter, idart, extraCents } of rows) {
    const menu = menus.get(id) ?? { id, name, priceCents, discountPercent, letters: [] }
    menus.set(id, menu)
    const known = menu.letters.find((one) => one.letter === letter)
    const articles = known?.articles ?? []
    if (!known) menu.letters.push({ letter, articles })
    if (idart !== null) articles.push({ idart, extraCents })
  }
  return [...menus.values()]
}
