import { expect, test } from 'vitest'
import type { ArticlePage, ArticleSheet } from '../articles/wire.ts'
import type { Rayon } from '../classification/wire.ts'
import type { PaymentMode } from '../payment-modes/wire.ts'
import type { Seller } from '../sellers/wire.ts'
import type { Shop } from '../shop/wire.ts'
import { startTestTill, temporaryFolder } from '../testing/start.ts'
import type { VatRate } from '../vat/wire.ts'

const answers = {
  name: 'Boulangerie Petit',
  address1: '3 place du Marché',
  postalCode: '69001',
  city: 'Lyon',
  country: 'FR',
  siret: '732 829 320 00074',
  vatNumber: 'FR 44 732829320',
  currency: 'EUR',
  sellerCode: '1',
  sellerName: 'Anne',
}

test('started with the demo, the till has its shop and skips the wizard', async () => {
  const till = await startTestTill({ demo: true })
  expect((await till.get('/api/shop')).body).toMatchObject({
    isSetUp: true,
    name: 'Pizzeria Roma',
    currency: 'EUR',
  })
  const rayons = (await till.get<Rayon[]>('/api/classification')).body.map(({ name }) => name)
  expect(rayons).toEqual(expect.arrayContaining(['PIZZAS', 'BOISSONS', 'INGREDIENTS']))
  const { article } = (await till.get<ArticleSheet>('/api/articles/1')).body
  expect(article).toMatchObject({
    definition: 'MARGHERITA',
    priceCents: 1200,
    priceWithoutTaxCents: 1091,
    vat1Rate: '10.0',
    vat2Rate: '10.0',
    rayon: 'PIZZAS',
    famille: null,
    isPublished: true,
    isOption: false,
  })
  const tomatoes = await till.get<ArticlePage>('/api/articles?definition=tomates')
  expect(
    (await till.get<ArticleSheet>(`/api/articles/${tomatoes.body.lines[0]!.idart}`)).body.article,
  ).toMatchObject({
    isOption: true,
    rayon: 'INGREDIENTS',
  })
  const cutlery = await till.get<ArticlePage>('/api/articles?code=COUV&codeKind=internal')
  expect(cutlery.body.lines).toMatchObject([{ internalCode: 'COUV' }])
})

test('the demo set is loaded once, however often the till starts', async () => {
  const dataDir = temporaryFolder()
  const first = await startTestTill({ dataDir })
  const { total } = (await first.get<ArticlePage>('/api/articles')).body
  await first.close()
  const second = await startTestTill({ dataDir })
  expect((await second.get<ArticlePage>('/api/articles')).body.total).toBe(total)
})

test('without the demo, the till waits for the wizard with its rates and payment modes ready', async () => {
  const till = await startTestTill({ demo: false })
  expect((await till.get('/api/shop')).body).toMatchObject({ isSetUp: false })
  expect((await till.get<VatRate[]>('/api/vat-rates')).body.map(({ rate }) => rate)).toEqual([
    '0.0',
    '5.5',
    '10.0',
    '20.0',
  ])
  expect(
    (await till.get<PaymentMode[]>('/api/payment-modes')).body.map(({ id, name }) => [id, name]),
  ).toEqual([
    [1, 'Espèces'],
    [2, 'Chèques'],
    [3, 'Cartes'],
    [4, 'Virement'],
    [5, 'Titre restaurant'],
    [6, "Bon d'achat"],
    [7, 'CréditRégul'],
    [8, 'Paiement Web'],
  ])
})

test('the wizard stores the company, further rates, sleeping modes and the first seller', async () => {
  const till = await startTestTill({ demo: false })
  const ended = await till.post('/api/setup', {
    ...answers,
    vatRates: '2,1 8,5 20',
    asleepPaymentModeIds: [2, 7],
  })
  expect(ended.status).toBe(204)
  expect((await till.get<Shop>('/api/shop')).body).toMatchObject({ isSetUp: true, name: 'Boulangerie Petit' })
  expect((await till.get<VatRate[]>('/api/vat-rates')).body.map(({ rate }) => rate)).toEqual([
    '0.0',
    '2.1',
    '5.5',
    '8.5',
    '10.0',
    '20.0',
  ])
  const asleep = (await till.get<PaymentMode[]>('/api/payment-modes')).body.filter(({ isAsleep }) => isAsleep)
  expect(asleep.map(({ name }) => name)).toEqual(['Chèques'])
  expect((await till.get<Seller[]>('/api/sellers')).body).toMatchObject([
    { code: '1', name: 'Anne', isAsleep: false },
  ])
  expect((await till.get<ArticlePage>('/api/articles')).body.total).toBe(0)
})

test('the wizard may load the demo articles', async () => {
  const till = await startTestTill({ demo: false })
  await till.post('/api/setup', { ...answers, withDemo: true })
  expect((await till.get<ArticleSheet>('/api/articles/1')).body.article.definition).toBe('MARGHERITA')
  expect((await till.get<Seller[]>('/api/sellers')).body.map(({ name }) => name)).toEqual(['Anne'])
})

test('with a database per poste, numbers start after poste × 100 000 000', async () => {
  const till = await startTestTill({ demo: false })
  await till.post('/api/setup', { ...answers, stationNumber: 3, hasOwnDatabase: true, withDemo: true })
  expect((await till.get<ArticleSheet>('/api/articles/300000001')).body.article.definition).toBe('MARGHERITA')
})

test('the wizard ends once', async () => {
  const till = await startTestTill({ demo: false })
  await till.post('/api/setup', answers)
  expect(await till.post('/api/setup', answers)).toMatchObject({
    status: 422,
    body: { message: 'Le premier démarrage est déjà terminé.' },
  })
})

test.each([
  ['name', ''],
  ['sellerCode', ' '],
  ['sellerName', ''],
  ['siret', '12345678901234'],
  ['vatNumber', 'FR00732829320'],
  ['currency', 'EURO'],
  ['currency', 'XYZ'],
  ['country', 'France'],
  ['vatRates', '5,5 abc'],
  ['vatRates', '120'],
  ['stationNumber', 0],
  ['stationNumber', 'deux'],
  ['asleepPaymentModeIds', 'all'],
  ['withDemo', 'yes'],
  ['name', 'x'.repeat(256)],
])('%s = %j is refused beside its field, and nothing is stored', async (field, value) => {
  const till = await startTestTill({ demo: false })
  expect(await till.post('/api/setup', { ...answers, [field]: value })).toMatchObject({
    status: 422,
    body: { errors: [{ field, message: expect.stringMatching(/\.$/) }] },
  })
  expect((await till.get('/api/shop')).body).toMatchObject({ isSetUp: false, name: '' })
})

test.each([
  [1, 'name', ''],
  [1, 'siret', '73282932000075'],
  [1, 'vatNumber', 'FR00732829320'],
  [2, 'vatRates', '120'],
  [3, 'sellerName', ''],
  [3, 'stationNumber', 0],
])('step %i refuses %s = %j before «Suivant» (counter B18)', async (step, field, value) => {
  const till = await startTestTill({ demo: false })
  expect((await till.post(`/api/setup/steps/${step}`, answers)).status).toBe(204)
  expect(await till.post(`/api/setup/steps/${step}`, { ...answers, [field]: value })).toMatchObject({
    status: 422,
    body: { errors: [{ field }] },
  })
  expect((await till.get('/api/shop')).body).toMatchObject({ isSetUp: false, name: '' })
})

test('a step asks for its own fields only, and there are three (counter B18)', async () => {
  const till = await startTestTill({ demo: false })
  expect((await till.post('/api/setup/steps/1', { name: 'Chez Anne' })).status).toBe(204)
  expect((await till.post('/api/setup/steps/4', answers)).status).toBe(404)
})

test('a restaurant is proposed 10 % for its new articles (counter B17)', async () => {
  const defaultRate = async (values: object) => {
    const till = await startTestTill({ demo: false })
    expect((await till.post('/api/setup', { ...answers, ...values })).status).toBe(204)
    const { defaultVatId } = (await till.get<{ defaultVatId: number }>('/api/article-settings')).body
    const rates = (await till.get<VatRate[]>('/api/vat-rates')).body
    return rates.find(({ id }) => id === defaultVatId)?.rate
  }
  expect(await defaultRate({ isRestaurant: true })).toBe('10.0')
  expect(await defaultRate({})).toBe('20.0')
})

test('the rates of the demo are those of the law (counter B17)', async () => {
  const till = await startTestTill({ demo: true })
  const { lines } = (await till.get<ArticlePage>('/api/articles?size=100')).body
  const rates = new Map<string, [string, string, boolean]>()
  for (const { idart } of lines) {
    const { article } = (await till.get<ArticleSheet>(`/api/articles/${idart}`)).body
    rates.set(article.definition, [article.vat1Rate, article.vat2Rate, article.alcohol !== ''])
  }
  expect(Object.fromEntries(rates)).toMatchObject({
    MARGHERITA: ['10.0', '10.0', false],
    OLIVES: ['10.0', '10.0', false],
    TIRAMISU: ['10.0', '10.0', false],
    'MENU DEJEUNER': ['10.0', '10.0', false],
    'EAU MINERALE 50 CL': ['10.0', '5.5', false],
    'COLA 33 CL': ['10.0', '5.5', false],
    'LIMONADE 33 CL': ['10.0', '5.5', false],
    'BIERE BLONDE 33 CL': ['20.0', '20.0', true],
    'CHIANTI 75 CL': ['20.0', '20.0', true],
  })
})
