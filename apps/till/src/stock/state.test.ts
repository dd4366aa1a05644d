import { describe, expect, test } from 'vitest'
import { changeArticle } from '../testing/change-article.ts'
import { manageStock } from '../testing/manage-stock.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { ArticleStock, Inventory, InventoryRow, PastedRow, StockPage } from './wire.ts'

const list = async (till: TestTill, query = '') => (await till.get<StockPage>(`/api/stock?${query}`)).body
const names = async (till: TestTill, query: string) =>
  (await list(till, query)).lines.map(({ definition }) => definition)
const onHand = async (till: TestTill, idart: number) =>
  (await till.get<ArticleStock>(`/api/articles/${idart}/stock`)).body.onHandMilli
const move = (till: TestTill, body: Record<string, unknown>) =>
  till.post<{ count: number }>('/api/stock/movements', { direction: 'in', reason: 'Livraison', ...body })

describe('ETAT DU STOCK (kezia W-19)', () => {
  test('it lists théorique, en commande and réservé of each article', async () => {
    const till = await startTestTill()
    await move(till, { lines: [{ idart: 11, quantity: '24' }] })
    const { lines, total } = await list(till)
    expect(total).toBe(18)
    expect(lines.find(({ idart }) => idart === 11)).toMatchObject({
      definition: 'COLA 33 CL',
      rayon: 'BOISSONS',
      famille: 'SOFTS',
      onHandMilli: 24_000,
      orderedMilli: 0,
      reservedMilli: 0,
    })
  })

  test('filters: rayon, famille, sous-famille, stock ≠ 0, web articles, active or abandoned, site', async () => {
    const till = await startTestTill()
    await move(till, { lines: [{ idart: 11, quantity: '24' }] })
    const drinks = (await list(till)).lines.filter(({ rayon }) => rayon === 'BOISSONS').length
    const { body: rayons } =
      await till.get<{ id: number; name: string; familles: { id: number; name: string }[] }[]>(
        '/api/classification',
      )
    const rayon = rayons.find(({ name }) => name === 'BOISSONS')!
    const softs = rayon.familles.find(({ name }) => name === 'SOFTS')!
    expect((await list(till, `rayonId=${rayon.id}`)).total).toBe(drinks)
    expect((await list(till, `familleId=${softs.id}`)).total).toBe(3)
    expect(await names(till, 'isNonZero=1')).toEqual(['COLA 33 CL'])
    expect(await names(till, 'isWebOnly=1')).not.toContain('COUVERTS')
    expect(await names(till, 'state=abandoned')).toEqual([])
    expect(await names(till, 'definition=limonade')).toEqual(['LIMONADE 33 CL'])
    expect(await names(till, 'site=0')).toHaveLength(18)
    expect(await names(till, 'site=7')).toEqual([])
    expect(await till.get('/api/stock?rayonId=x')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'rayonId' }] },
    })
  })
})

test('«Q_STOCK (Lent)»: the stock of the articles that a list shows (kezia W-15)', async () => {
  const till = await startTestTill()
  await move(till, { lines: [{ idart: 11, quantity: '24' }] })
  expect((await till.get('/api/articles/stock?idarts=11,1,999')).body).toEqual({ 11: 24_000, 1: 0, 999: 0 })
  expect((await till.get('/api/articles/stock?idarts=')).body).toEqual({})
  expect(await till.get('/api/articles/stock?idarts=11;drop')).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'idarts' }] },
  })
})

describe('«Entrée / sortie» of several articles (kezia §5.8)', () => {
  test('each article moves once, with the reason', async () => {
    const till = await startTestTill()
    const lines = [
      { idart: 10, quantity: '6' },
      { idart: 11, quantity: '2,5' },
    ]
    expect(await move(till, { direction: 'out', reason: 'Casse', lines })).toMatchObject({
      status: 200,
      body: { count: 2 },
    })
    expect([await onHand(till, 10), await onHand(till, 11)]).toEqual([-6000, -2500])
    const { body } = await till.get<ArticleStock>('/api/articles/10/stock')
    expect(body.movements).toMatchObject([{ milli: -6000, reason: 'Casse' }])
  })

  test.each([
    [{ lines: [] }, 'lines'],
    [{ reason: ' ' }, 'reason'],
    [{ direction: 'up' }, 'direction'],
    [
      {
        lines: [
          { idart: 10, quantity: '1' },
          { idart: 999, quantity: '1' },
        ],
      },
      'lines.1.idart',
    ],
    [
      {
        lines: [
          { idart: 10, quantity: '1' },
          { idart: 10, quantity: '1' },
        ],
      },
      'lines.1.idart',
    ],
    [
      {
        lines: [
          { idart: 10, quantity: '1' },
          { idart: 11, quantity: 'abc' },
        ],
      },
      'lines.1.quantity',
    ],
    [{ lines: [{ idart: 10, quantity: '0' }] }, 'lines.0.quantity'],
    [{ lines: [{ idart: 'x', quantity: '1' }] }, 'lines.0.idart'],
  ])('%j is refused beside its field, and nothing moves', async (wrong, field) => {
    const till = await startTestTill()
    const { body, status } = await move(till, { lines: [{ idart: 10, quantity: '1' }], ...wrong })
    expect({ status, body }).toMatchObject({ status: 422, body: { errors: [{ field }] } })
    expect(await onHand(till, 10)).toBe(0)
  })

  test('two columns pasted from Excel: code interne or IDART, and quantity; each wrong row says why (D63)', async () => {
    const till = await startTestTill()
    const text =
      'Code\tQuantité\r\nCOUV\t200\r\n11\t2,5\r\nNOPE\t1\r\n10\tdix\r\n11\t3\r\n12\t\r\n10\t1\tx\r\n'
    const { body } = await till.post<{ rows: PastedRow[] }>('/api/stock/paste', { text })
    expect(
      body.rows.map(({ row, article, milli, problem }) => [row, article?.idart, milli, problem]),
    ).toEqual([
      [2, 18, 200_000, null],
      [3, 11, 2500, null],
      [4, undefined, 1000, "Aucun article n'a le code « NOPE »."],
      [5, 10, null, "« dix » n'est pas une quantité telle que 3 ou 2,5."],
      [6, 11, 3000, 'Cet article est déjà à la ligne 3.'],
      [7, 12, null, 'La quantité manque.'],
      [8, 10, 1000, 'Cet article est déjà à la ligne 5.'],
    ])
  })

  test('a code de vente names its article too, as a scanner reads it', async () => {
    const till = await startTestTill()
    await changeArticle(till, 11, { saleCodes: [{ code: '5449000000996', quantity: '1' }] })
    const { body } = await till.post<{ rows: PastedRow[] }>('/api/stock/paste', { text: '5449000000996;6' })
    expect(body.rows).toMatchObject([{ article: { idart: 11 }, milli: 6000, problem: null }])
  })
})

describe('inventory in two steps (kezia §5.8)', () => {
  const start = async (till: TestTill) => (await till.post<Inventory>('/api/inventories', {})).body.id
  const count = (till: TestTill, id: number, lines: { idart: number; quantity: string }[]) =>
    till.put<Inventory>(`/api/inventories/${id}/lines`, { lines })
  const validate = (till: TestTill, id: number, revision: number) =>
    till.post<{ moved: number }>(`/api/inventories/${id}/validation`, { revision })

  test('counts are kept and resumed; validation makes one movement per article that differs', async () => {
    const till = await startTestTill()
    await move(till, {
      lines: [
        { idart: 10, quantity: '6' },
        { idart: 11, quantity: '4' },
      ],
    })
    const id = await start(till)
    await count(till, id, [{ idart: 10, quantity: '5' }])
    await count(till, id, [
      { idart: 11, quantity: '4' },
      { idart: 12, quantity: '0' },
    ])
    expect(await till.post('/api/inventories', {})).toMatchObject({
      status: 422,
      body: { message: `L'inventaire ${id} est déjà en préparation : reprenez-le ou abandonnez-le.` },
    })
    const { body } = await till.get<Inventory>(`/api/inventories/${id}`)
    expect(
      body.lines.map(({ idart, countedMilli, expectedMilli }) => [idart, countedMilli, expectedMilli]),
    ).toEqual([
      [11, 4000, 4000],
      [10, 5000, 6000],
      [12, 0, 0],
    ])
    expect(await onHand(till, 10)).toBe(6000)
    expect(await validate(till, id, body.revision)).toMatchObject({ status: 200, body: { moved: 1 } })
    const stock = (await till.get<ArticleStock>('/api/articles/10/stock')).body
    expect(stock).toMatchObject({
      onHandMilli: 5000,
      movements: [{ milli: -1000, reason: `Inventaire ${id}` }, {}],
    })
    expect((await till.get<ArticleStock>('/api/articles/11/stock')).body.movements).toHaveLength(1)
    expect(await validate(till, id, body.revision)).toMatchObject({ status: 422 })
    expect((await till.get<InventoryRow[]>('/api/inventories')).body).toMatchObject([{ id, lineCount: 3 }])
  })

  test('what is sold between the count and its validation is no difference', async () => {
    const till = await startTestTill()
    await manageStock(till, 10)
    await move(till, { lines: [{ idart: 10, quantity: '6' }] })
    const id = await start(till)
    const { body } = await count(till, id, [{ idart: 10, quantity: '5' }])
    await move(till, { direction: 'out', reason: 'Vente', lines: [{ idart: 10, quantity: '2' }] })
    await validate(till, id, body.revision)
    expect(await onHand(till, 10)).toBe(3000)
  })

  test('a count made since the differences were shown stops the validation', async () => {
    const till = await startTestTill()
    const id = await start(till)
    const { body } = await count(till, id, [{ idart: 10, quantity: '5' }])
    await count(till, id, [{ idart: 11, quantity: '1' }])
    expect(await validate(till, id, body.revision)).toMatchObject({ status: 409 })
    expect(await onHand(till, 10)).toBe(0)
  })

  test('an abandoned preparation changes nothing, and another may start', async () => {
    const till = await startTestTill()
    const id = await start(till)
    await count(till, id, [{ idart: 10, quantity: '5' }])
    const { body } = await till.delete<Inventory>(`/api/inventories/${id}/lines/10`)
    expect(body.lines).toEqual([])
    expect(await validate(till, id, body.revision)).toMatchObject({ status: 422 })
    expect(await count(till, id, [{ idart: 10, quantity: '-5' }])).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'lines.0.quantity' }] },
    })
    expect((await till.delete(`/api/inventories/${id}`)).status).toBe(204)
    expect((await till.get(`/api/inventories/${id}`)).status).toBe(404)
    expect((await till.post('/api/inventories', {})).status).toBe(201)
    expect(await onHand(till, 10)).toBe(0)
  })
})
