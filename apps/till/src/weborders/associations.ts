import { type Article, findArticle } from '../articles/index.ts'
import type { Database } from '../platform/database.ts'

/**
 * The article associated with a ref. It takes precedence over article id and internal
 * code (contract, kezia R-K1).
 */
export function findAssociated(database: Database, ref: string): Article | undefined {
  const row = database.get<{ idart: number }>(
    'select idart from article_association where source_ref = ?',
    ref,
  )
  return row && findArticle(database, row.idart)
}

/** In the caller's transaction; null forgets the association. */
export function associate(database: Database, ref: string, idart: number | null): void {
  if (idart === null) database.run('delete from article_association where source_ref = ?', ref)
  else
    database.run(
      'insert into article_association values (?, ?) on conflict do update set idart = excluded.idart',
      ref,
      idart,
    )
}

/** Makes the next reading of the order rebuild its lines, even when nothing changed at its source. */
export const forgetReading = (database: Database, sourceId: string) =>
  database.run("update web_order set raw = '' where source_id = ?", sourceId)
