import { expect } from 'vitest'
import type { ArticleDetails, ArticleForm, ArticleSheet } from '../articles/wire.ts'
import type { TestTill } from './start.ts'

/** Changes some fields of an article, as its sheet does; the others keep their values. */
export async function changeArticle(
  till: TestTill,
  idart: number,
  values: Partial<ArticleForm>,
): Promise<ArticleDetails> {
  const { article } = (await till.get<ArticleSheet>(`/api/articles/${idart}`)).body
  const {
    priceCents,
    revision,
    promoPriceCents: _,
    promoStart: _s,
    promoEnd: _e,
    tariffs: _t,
    ...rest
  } = article
  const body = {
    ...rest,
    rayon: rest.rayon ?? '',
    famille: rest.famille ?? '',
    sousFamille: rest.sousFamille ?? '',
    purchasePrice: '',
    ecotax: '',
    price: String(priceCents / 100),
    revision,
    ...values,
  }
  const answer = await till.put<ArticleDetails>(`/api/articles/${idart}`, body)
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}
