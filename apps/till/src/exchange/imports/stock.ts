import { listArticles } from '../../articles/index.ts'
import type { Database } from '../../platform/database.ts'
import { listStock } from '../../stock/index.ts'
import { stockColumns } from '../exports/stock.ts'
import type { Rows } from '../files.ts'
import { saleCodeOwners } from '../sale-codes.ts'
import { ArticleKeys } from './article-keys.ts'
import type { Planner } from './plan.ts'
import { readRows } from './sheet.ts'

/** Imports only «Stock théorique»; the other columns identify the article or are ignored. */
export function* planStock(database: Database, file: Rows): Planner {
  const rows = readRows(file, stockColumns, ['Stock théorique'])
  const keys = new ArticleKeys(listArticles(database), saleCodeOwners(database))
  const levels = listStock(database)
  for (const row of rows) {
    const article = keys.find(row)
    if (!article && row.problems.length === 0)
      row.fail('IDART', "Aucun article n'a cet IDART, ce code interne ni cet EAN.")
    const milli = row.quantity('Stock théorique')
    const before = article ? (levels.get(article.idart)?.onHandMilli ?? 0) : 0
    const moves = article !== undefined && milli !== undefined && milli !== before
    yield {
      row: row.row,
      kind: moves ? 'change' : 'none',
      movesStock: moves,
      problems: row.problems,
      change: moves ? { of: 'stock', idart: article.idart, stockMilli: milli } : null,
    }
  }
}
