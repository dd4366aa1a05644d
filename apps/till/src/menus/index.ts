import type { Database } from '../platform/database.ts'
import * as store from './store.ts'

export { type Composition, findMenuSoldAs, listCompositions } from './compositions.ts'
export { menus } from './routes.ts'
export { menuDiscountForbidden, menuSearch, menusByDiscount } from './settings.ts'
export type { MenuSheet } from './wire.ts'

/** Every menu with its letters, in order of «Rang». */
export const listMenus = store.list

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

/** The article that each menu is sold as. */
export const listMenuArticles = (database: Database): Pick<Menu, 'name' | 'idart'>[] =>
  database.all<Pick<Menu, 'name' | 'idart'> & Record<string, unknown>>(
    'select name, idart from menu order by rang, id',
  )

/** In the caller's transaction. */
export function insertMenu(database: Database, { letters, ...menu }: Menu): number {
  const id = store.insert(database, { ...menu, discountPercent: '0.0' })
  for (const [rang, { letter, label, articles }] of letters.entries()) {
    store.insertLetter(database, id, { letter, label, rang })
    store.replaceChoices(database, id, letter, articles)
  }
  return id
}
