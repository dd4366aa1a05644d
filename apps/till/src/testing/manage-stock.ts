import { expect } from 'vitest'
import type { ArticleSheet } from '../articles/wire.ts'
import type { TestTill } from './start.ts'

/** «Gestion stock» of an article, as its fiche saves it. */
export async function manageStock(till: TestTill, idart: number, isStockManaged = true): Promise<void> {
  const { article } = (await till.get<ArticleSheet>(`/api/articles/${idart}`)).body
  const { priceCents, revision, promoPriceCents: _, promoStart: _s, promoEnd: _e, ...rest } = article
  const form = { ...rest, rayon: rest.rayon ?? '', famille: rest.famille ?? '', sousFamille: '' }
  const body = {
    ...form,
    purchasePrice: '',
    ecotax: '',
    price: String(priceCents / 100),
    isStockManaged,
    revision,
  }
  expect((await till.put(`/api/articles/${idart}`, body)).status).toBe(200)
}
