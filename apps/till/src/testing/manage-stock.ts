import { changeArticle } from './change-article.ts'
import type { TestTill } from './start.ts'

/** «Gestion stock» of an article, as its fiche saves it. */
export async function manageStock(till: TestTill, idart: number, isStockManaged = true): Promise<void> {
  await changeArticle(till, idart, { isStockManaged })
}
