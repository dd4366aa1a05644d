import { type Article, findArticle } from '../articles/index.ts'
import type { Database } from '../platform/database.ts'

/** The article that a ref was validated to stand for: it comes before IDART and code interne (contract, kezia R-K1). */
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

/** The next reading of the order builds its lines anew, even when nothing changed at its source. */
export const forgetReading = (database: Database, sourceId: string) =>
  database.run("update web_order set raw = '' where source_id = ?", sourceId)
