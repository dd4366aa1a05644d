import { describe, expect, test } from 'vitest'
import type { Rayon } from '../classification/wire.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { Article, ArticleForm, ArticlePage, ArticleSheet } from './wire.ts'

const vat = { zero: 1, five: 2, ten: 3, twenty: 4 }

const form: Partial<ArticleForm> = { definition: 'FOCACCIA', price: '6,50', vat1Id: vat.ten }

const create = (till: TestTill, values: Record<string, unknown> = {}) =>
  till.post<Article>('/api/articles', { ...form, ...values })

const search = async (till: TestTill, query: string) =>
  (await till.get<ArticlePage>(`/api/articles?${query}`)).body.lines.map(({ definition }) => definition)

describe('creation (W-16, §5.3)', () => {
  test('an article gets the next IDART, is not published, and its second rate follows the first', async () => {
    const till = await startTestTill()
    const { status, body } = await create(till)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      idart: 19,
      definition: 'FOCACCIA',
      internalCode: null,
      priceCents: 650,
      vat1Rate: '10.0',
      vat2Rate: '10.0',
      rayon: null,
      isPublished: false,
    })
    expect((await create(till)).body.idart).toBe(20)
  })

  test('a number is never given twice, even after the last article is deleted', async () => {
    const till = await startTestTill()
    const { idart } = (await create(till)).body
    expect((await till.delete(`/api/articles/${idart}`)).status).toBe(204)
    expect((await create(till)).body.idart).toBe(idart + 1)
  })

  test.each([
    ['12,00', vat.ten, 1200, 1091],
    ['12', vat.five, 1200, 1137],
    ['2.00', vat.twenty, 200, 167],
    ['5,00', vat.twenty, 500, 417],
    ['10,80', vat.zero, 1080, 1080],
    ['0', vat.ten, 0, 0],
    ['1 234,50', vat.twenty, 123_450, 102_875],
  ])(
    '%s TTC at rate %d is %d cents, %d without tax',
    async (price, vat1Id, priceCents, priceWithoutTaxCents) => {
      const till = await startTestTill()
      expect((await create(till, { price, vat1Id })).body).toMatchObject({ priceCents, priceWithoutTaxCents })
    },
  )

  test('a price typed without tax gives the one with tax', async () => {
    const till = await startTestTill()
    const { body } = await create(till, { price: undefined, priceWithoutTax: '10,91' })
    expect(body).toMatchObject({ priceCents: 1200, priceWithoutTaxCents: 1091 })
  })

  test('rayon, famille and sous-famille are created on the fly, once whatever the case and accents', async () => {
    const till = await startTestTill({ demo: false })
    const place = { rayon: 'Épicerie', famille: 'Sec', sousFamille: 'Pâtes' }
    const first = (await create(till, place)).body
    const second = (await create(till, { rayon: 'EPICERIE', famille: 'sec', sousFamille: 'PATES' })).body
    expect(first).toMatchObject(place)
    expect(second).toMatchObject(place)
    expect((await till.get<Rayon[]>('/api/classification')).body).toMatchObject([
      { name: 'Épicerie', familles: [{ name: 'Sec', sousFamilles: [{ name: 'Pâtes' }] }] },
    ])
  })

  test('a refused article creates no rayon', async () => {
    const till = await startTestTill({ demo: false })
    expect((await create(till, { definition: '', rayon: 'VIDE' })).status).toBe(422)
    expect((await till.get('/api/classification')).body).toEqual([])
  })
})

describe('what is typed wrong is refused beside its field (kezia 6.7)', () => {
  test.each([
    ['definition', { definition: '' }],
    ['definition', { definition: 'x'.repeat(256) }],
    ['definition', { definition: 'a\u0000b' }],
    ['definition', { definition: 12 }],
    ['price', { price: 'abc' }],
    ['price', { price: '1e9' }],
    ['price', { price: '-5' }],
    ['price', { price: '1000000' }],
    ['price', { price: 12 }],
    ['priceWithoutTax', { priceWithoutTax: 'abc' }],
    ['priceWithoutTax', { priceWithoutTax: '-5' }],
    ['vat1Id', { vat1Id: null }],
    ['vat1Id', { vat1Id: 99 }],
    ['vat1Id', { vat1Id: '3' }],
    ['vat2Id', { vat2Id: 2.5 }],
    ['purchasePrice', { purchasePrice: '-1' }],
    ['ecotax', { ecotax: '1,234' }],
    ['promoStart', { promoPrice: '5', promoEnd: '01/01/2026' }],
    ['promoPrice', { promoStart: '01/01/2026', promoEnd: '02/01/2026' }],
    ['promoEnd', { promoPrice: '5', promoStart: '02/01/2026', promoEnd: '01/01/2026' }],
    ['promoStart', { promoPrice: '5', promoStart: '30/02/2026', promoEnd: '01/03/2026' }],
    ['rayon', { famille: 'SEC' }],
    ['famille', { rayon: 'A', sousFamille: 'B' }],
    ['isPublished', { isPublished: 'oui' }],
  ])('%s, with %j', async (field, values) => {
    const till = await startTestTill()
    const { status, body } = await create(till, values)
    expect(status).toBe(422)
    expect(body).toMatchObject({
      message: 'Certaines informations sont à corriger.',
      errors: [{ field, message: expect.stringMatching(/\S.*\.$/) }],
    })
    expect((await till.get<ArticlePage>('/api/articles')).body.total).toBe(18)
  })

  test('every wrong field is named at once', async () => {
    const till = await startTestTill()
    const { body } = await create(till, { definition: '', price: 'abc', ecotax: '-1' })
    const { errors } = body as unknown as { errors: { field: string }[] }
    expect(errors.map(({ field }) => field)).toEqual(['definition', 'price', 'ecotax'])
  })
})

describe('changes', () => {
  test('«Appliq.» stores every built field and keeps the internal code', async () => {
    const till = await startTestTill()
    const { idart } = (await till.get<ArticlePage>('/api/articles?code=COUV&codeKind=internal')).body
      .lines[0]!
    const { revision } = (await till.get<ArticleSheet>(`/api/articles/${idart}`)).body.article
    const changed = await till.put<Article>(`/api/articles/${idart}`, {
      ...form,
      definition: 'COUVERTS BOIS',
      price: '0,20',
      vat2Id: vat.five,
      rayon: 'DIVERS',
      promoPrice: '0,10',
      promoStart: '01/01/2026',
      promoEnd: '31/01/2026',
      isPublished: true,
      isSaleBlocked: true,
      revision,
    })
    expect(changed).toMatchObject({
      status: 200,
      body: {
        idart,
        definition: 'COUVERTS BOIS',
        internalCode: 'COUV',
        priceCents: 20,
        vat2Rate: '5.5',
        promoPriceCents: 10,
        promoStart: '2026-01-01',
        promoEnd: '2026-01-31',
        isPublished: true,
        isSaleBlocked: true,
        isZeroPriceAllowed: false,
        revision: revision + 1,
      },
    })
  })

  test('a negative price needs «Prix Négatif»', async () => {
    const till = await startTestTill()
    expect((await create(till, { price: '-5,00', isNegativePriceAllowed: true })).body.priceCents).toBe(-500)
  })

  test('a change made from an older state is refused and changes nothing', async () => {
    const till = await startTestTill()
    const { revision } = (await till.get<ArticleSheet>('/api/articles/1')).body.article
    await till.put('/api/articles/1', { ...form, definition: 'FIRST', revision })
    expect(await till.put('/api/articles/1', { ...form, definition: 'SECOND', revision })).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('modifié entre-temps') },
    })
    expect((await till.get<ArticleSheet>('/api/articles/1')).body.article.definition).toBe('FIRST')
  })

  test('a deleted article is found no more, and one used by a menu is not deleted', async () => {
    const till = await startTestTill()
    const { idart } = (await create(till)).body
    await till.delete(`/api/articles/${idart}`)
    expect((await till.get(`/api/articles/${idart}`)).status).toBe(404)
    expect((await till.put(`/api/articles/${idart}`, { ...form, revision: 2 })).status).toBe(404)
    expect((await till.delete(`/api/articles/${idart}`)).status).toBe(404)
    expect(await search(till, 'definition=focaccia')).toEqual([])
    expect(await till.delete('/api/articles/1')).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('DEJEUNER') },
    })
  })

  test.each(['0', 'abc', '1e3', '-1', '99999999999999999999'])('there is no article %s', async (idart) => {
    const till = await startTestTill()
    expect(await till.get(`/api/articles/${idart}`)).toMatchObject({
      status: 404,
      body: { message: `Aucun article ${idart}.` },
    })
  })
})

describe('selection (W-15)', () => {
  test('a name is searched without case nor accents, by part, by start or whole', async () => {
    const till = await startTestTill({ demo: false })
    for (const definition of ['Crème brûlée', 'CREME', 'La crème', '100 % cacao_'])
      await create(till, { definition })
    expect(await search(till, 'definition=creme&sort=definition')).toEqual([
      'CREME',
      'Crème brûlée',
      'La crème',
    ])
    expect(await search(till, 'definition=Crème&match=starts')).toEqual(['Crème brûlée', 'CREME'])
    expect(await search(till, 'definition=creme&match=same')).toEqual(['CREME'])
    expect(await search(till, 'definition=%25')).toEqual(['100 % cacao_'])
    expect(await search(till, 'definition=_')).toEqual(['100 % cacao_'])
  })

  test('an article is found by IDART, by internal code, and within a rayon', async () => {
    const till = await startTestTill()
    expect(await search(till, 'code=1')).toEqual(['MARGHERITA'])
    expect(await search(till, 'code=couv&codeKind=internal')).toEqual(['COUVERTS'])
    const rayons = (await till.get<Rayon[]>('/api/classification')).body
    const desserts = rayons.find(({ name }) => name === 'DESSERTS')!
    expect(await search(till, `rayonId=${desserts.id}&sort=definition`)).toEqual(['PANNA COTTA', 'TIRAMISU'])
  })

  test('previous, next, first and last go by IDART over the deleted ones', async () => {
    const till = await startTestTill()
    await till.delete('/api/articles/18')
    const { idart } = (await create(till)).body
    const { neighbours } = (await till.get<ArticleSheet>(`/api/articles/${idart}`)).body
    expect(neighbours).toEqual({ first: 1, previous: 17, next: null, last: idart })
  })

  test.each(['match=regex', 'sort=price', 'codeKind=ean&code=1', 'rayonId=abc'])(
    'a filter that cannot be understood, %s, is refused',
    async (query) => {
      const till = await startTestTill()
      expect((await till.get(`/api/articles?definition=a&${query}`)).status).toBe(422)
    },
  )
})
