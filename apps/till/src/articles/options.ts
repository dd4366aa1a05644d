import type { Database } from '../platform/database.ts'

export interface OptionGroup {
  name: string
  minSelections: number
  /** Null when unlimited. */
  maxSelections: number | null
  /** Ids of the option articles, in order. */
  options: number[]
}

export interface StoredGroup extends OptionGroup {
  id: number
}

/** Attaches a group to the article, in the caller's transaction. */
export function insertOptionGroup(database: Database, idart: number, group: OptionGroup, rang = 0): number {
  const { insertedId } = database.run(
    'insert into option_group (idart, name, rang, min_selections, max_selections) values (?, ?, ?, ?, ?)',
    idart,
    group.name,
    rang,
    group.minSelections,
    group.maxSelections,
  )
  insertOptions(database, insertedId, group.options)
  return insertedId
}

/**
 * Replaces the groups of an article, in this order and in the caller's transaction. Existing groups keep their id,
 * which other systems refer to; a group whose id is not one of this article's is inserted.
 */
export function replaceOptionGroups(
  database: Database,
  idart: number,
  groups: (OptionGroup & { id: number | null })[],
): void {
  const known = new Set(listGroupsOf(database, idart).map(({ id }) => id))
  for (const [rang, { id, ...group }] of groups.entries()) {
    if (id === null || !known.delete(id)) {
      insertOptionGroup(database, idart, group, rang)
      continue
    }
    database.run(
      'update option_group set name = ?, rang = ?, min_selections = ?, max_selections = ? where id = ?',
      group.name,
      rang,
      group.minSelections,
      group.maxSelections,
      id,
    )
    database.run('delete from option_group_article where group_id = ?', id)
    insertOptions(database, id, group.options)
  }
  for (const id of known) database.run('delete from option_group where id = ?', id)
}

function insertOptions(database: Database, groupId: number, options: number[]): void {
  for (const [rang, option] of options.entries())
    database.run('insert into option_group_article values (?, ?, ?)', groupId, option, rang)
}

interface Row {
  id: number
  owner: number
  name: string
  min_selections: number
  max_selections: number | null
  option: number | null
}

/** Groups in order, each with its options in order; options in the recycle bin are left out. */
const selectSql = (
  where: string,
) => `select g.id, g.idart as owner, g.name, g.min_selections, g.max_selections,
    a.idart as option
  from option_group g
  left join option_group_article o on o.group_id = g.id
  left join article a on a.idart = o.idart and a.deleted_at is null
  ${where} order by g.idart, g.rang, g.id, o.rang`

export const listGroupsOf = (database: Database, idart: number): StoredGroup[] =>
  gather(database.all<Row>(selectSql('where g.idart = ?'), idart)).get(idart) ?? []

/** The groups of every article, by article id. */
export const listOptionGroups = (database: Database): Map<number, StoredGroup[]> =>
  gather(database.all<Row>(selectSql('')))

function gather(rows: Row[]): Map<number, StoredGroup[]> {
  const byArticle = new Map<number, StoredGroup[]>()
  let current: StoredGroup | undefined
  for (const row of rows) {
    if (current?.id !== row.id) {
      current = {
        id: row.id,
        name: row.name,
        minSelections: row.min_selections,
        maxSelections: row.max_selections,
        options: [],
      }
      byArticle.set(row.owner, [...(byArticle.get(row.owner) ?? []), current])
    }
    if (row.option !== null) current.options.push(row.option)
  }
  return byArticle
}

/** The name of an article outside the recycle bin that offers this option, if any. */
export const articleOffering = (database: Database, option: number) =>
  database.get<{ definition: string }>(
    `select a.definition from option_group_article o
       join option_group g on g.id = o.group_id
       join article a on a.idart = g.idart and a.deleted_at is null
     where o.idart = ? limit 1`,
    option,
  )?.definition
