import { changeArticle } from './change-article.ts'
import type { TestTill } from './start.ts'

/** Sets «Gestion stock» of an article, as its sheet does. */
export async function manageStock(till: TestTill, idart: number, isStockManaged = true): Promise<void> {
  await changeArticle(till, idart, { isStockManaged })
}
