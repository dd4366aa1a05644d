import type { Database } from '../platform/database.ts'
import type { MenuChoice, MenuSheet } from './wire.ts'

export interface MenuValues {
  name: string
  idart: number
  discountPercent: string
  priceCents: number
}

type Row = Omit<MenuSheet, 'compo' | 'letters'>

const selectSql = `select m.id, m.name, row_number() over (order by m.rang, m.id) as rang, m.idart, a.definition,
    m.discount_percent as discountPercent, m.price_cents as priceCents, m.revision
  from menu m join article a on a.idart = m.idart`

/** Every menu with its letters, in order of «Rang». */
export function list(database: Database): MenuSheet[] {
  const letters = Map.groupBy(
    database.all<{ menuId: number; letter: string; label: string; isOptional: 0 | 1 }>(
      `select menu_id as menuId, letter, label, is_optional as isOptional from menu_letter
       order by menu_id, rang, letter`,
    ),
    ({ menuId }) => menuId,
  )
  const choices = Map.groupBy(
    database.all<Omit<MenuChoice, 'isDefault'> & { menuId: number; letter: string; isDefault: 0 | 1 }>(
      `select c.menu_id as menuId, c.letter, c.idart, a.definition, a.price_cents as priceCents,
         c.extra_cents as extraCents, c.is_default as isDefault
       from menu_letter_article c join article a on a.idart = c.idart order by a.search_key, c.idart`,
    ),
    ({ menuId, letter }) => `${menuId} ${letter}`,
  )
  return database.all<Row>(`${selectSql} order by m.rang, m.id`).map((row) => {
    const own = (letters.get(row.id) ?? []).map(({ letter, label, isOptional }) => ({
      letter,
      label,
      isOptional: isOptional === 1,
      choices: (choices.get(`${row.id} ${letter}`) ?? []).map(
        ({ menuId: _, letter: _letter, isDefault, ...choice }) => ({ ...choice, isDefault: isDefault === 1 }),
      ),
    }))
    return { ...row, compo: own.map(({ letter }) => letter).join(''), letters: own }
  })
}

export const find = (database: Database, id: number): MenuSheet | undefined =>
  list(database).find((menu) => menu.id === id)

/** Adds the menu at the end of the list. */
export const insert = (
  database: Database,
  { name, idart, discountPercent, priceCents }: MenuValues,
): number =>
  database.run(
    `insert into menu (name, idart, discount_percent, price_cents, rang)
     values (?, ?, ?, ?, (select coalesce(max(rang), 0) + 1 from menu))`,
    name,
    idart,
    discountPercent,
    priceCents,
  ).insertedId

/** Returns false when the menu is gone or at another revision. */
export function update(database: Database, id: number, revision: number, values: MenuValues): boolean {
  const { changes } = database.run(
    `update menu set name = ?, idart = ?, discount_percent = ?, price_cents = ?, revision = revision + 1
     where id = ? and revision = ?`,
    values.name,
    values.idart,
    values.discountPercent,
    values.priceCents,
    id,
    revision,
  )
  return changes === 1
}

/** Returns false when the menu is gone or at another revision. */
export const touch = (database: Database, id: number, revision: number): boolean =>
  database.run('update menu set revision = revision + 1 where id = ? and revision = ?', id, revision)
    .changes === 1

export const remove = (database: Database, id: number): boolean =>
  database.run('delete from menu where id = ?', id).changes === 1

export const setRang = (database: Database, id: number, rang: number) =>
  database.run('update menu set rang = ? where id = ?', rang, id)

export const insertLetter = (
  database: Database,
  menuId: number,
  { letter, label, rang }: { letter: string; label: string; rang: number },
) =>
  database.run(
    'insert into menu_letter (menu_id, letter, rang, label) values (?, ?, ?, ?)',
    menuId,
    letter,
    rang,
    label,
  )

export const moveLetter = (database: Database, menuId: number, letter: string, rang: number) =>
  database.run('update menu_letter set rang = ? where menu_id = ? and letter = ?', rang, menuId, letter)

export const updateLetter = (
  database: Database,
  menuId: number,
  { letter, label, isOptional }: { letter: string; label: string; isOptional: boolean },
) =>
  database.run(
    'update menu_letter set label = ?, is_optional = ? where menu_id = ? and letter = ?',
    label,
    isOptional ? 1 : 0,
    menuId,
    letter,
  )

/** Also deletes the letter's choices. */
export const removeLetter = (database: Database, menuId: number, letter: string) =>
  database.run('delete from menu_letter where menu_id = ? and letter = ?', menuId, letter)

export function replaceChoices(
  database: Database,
  menuId: number,
  letter: string,
  choices: { idart: number; extraCents: number; isDefault?: boolean }[],
): void {
  database.run('delete from menu_letter_article where menu_id = ? and letter = ?', menuId, letter)
  for (const { idart, extraCents, isDefault = false } of choices)
    database.run(
      `insert into menu_letter_article (menu_id, letter, idart, extra_cents, is_default)
       values (?, ?, ?, ?, ?)`,
      menuId,
      letter,
      idart,
      extraCents,
      isDefault ? 1 : 0,
    )
}
