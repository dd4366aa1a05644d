import type { Database } from '../platform/database.ts'

export interface OptionGroup {
  name: string
  minSelections: number
  /** Null for no limit. */
  maxSelections: number | null
  /** IDART of the option articles, in order. */
  options: number[]
}

/** Attaches a group to the article, in the caller's transaction. */
export function insertOptionGroup(database: Database, idart: number, group: OptionGroup): number {
  const { insertedId } = database.run(
    'insert into option_group (idart, name, min_selections, max_selections) values (?, ?, ?, ?)',
    idart,
    group.name,
    group.minSelections,
    group.maxSelections,
  )
  for (const [rang, option] of group.options.entries())
    database.run('insert into option_group_article values (?, ?, ?)', insertedId, option, rang)
  return insertedId
}
