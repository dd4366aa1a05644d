import { describe, expect, test } from 'vitest'
import type { ArticleSettings } from '../../article-settings/wire.ts'
import { changeArticle } from '../../testing/change-article.ts'
import { type StubHub, startStubHub } from '../testing/stub-hub.ts'
import { type HubTill, onlyOrder, startConnectedTill, startHubTill, until } from '../testing/till.ts'
import type { CatalogExport, CatalogPreview } from './wire.ts'

async function connected(setUp: (hub: StubHub) => void = () => {}) {
  const hub = await startStubHub()
  setUp(hub)
  return { hub, till: await startConnectedTill(hub) }
}

async function exportCatalog(till: HubTill): Promise<CatalogExport> {
  expect((await till.post('/api/hub/export', {})).status).toBe(200)
  return until(async () => {
    const { body } = await till.get<CatalogExport>('/api/hub/export')
    expect(body.state).toBe('done')
    return body
  })
}

const preview = async (till: HubTill) => (await till.get<CatalogPreview>('/api/hub/catalog')).body

const refusal = (field: string, message: string) => ({
  status: 422,
  body: {
    message: 'Validation failed',
    error_type: 'unprocessable_entity',
    errors: [{ field, message }],
  },
})

describe('«Envoi Articles sur HubRise» (kezia R-X1, R-X2)', () => {
  test('sends the whole catalogue, and twice the same', async () => {
    const { hub, till } = await connected()
    const { productCount, deals } = await preview(till)
    const count = productCount + deals.length
    expect(await exportCatalog(till)).toEqual({
      state: 'done',
      kind: 'catalog',
      phase: 'articles',
      done: 0,
      total: count,
      sent: count,
      errors: [],
      warnings: [],
    })
    const first = structuredClone(hub.catalogs.get('q9f4x')!.data)
    expect(first.products).toContainEqual({
      ref: '1',
      category_ref: 'R1',
      name: 'MARGHERITA',
      tax_rate: { delivery: '10.0', collection: '10.0', eat_in: '10.0' },
      skus: [{ ref: '1', price: '12.00 EUR', option_list_refs: ['O1'] }],
    })
    expect(first.option_lists!.find(({ ref }) => ref === 'O1')).toMatchObject({
      ref: 'O1',
      name: 'Suppléments',
      max_selections: 4,
      options: [{ name: 'TOMATES', price: '0.50 EUR' }, {}, {}, { name: 'SANS OIGNON', price: '0.00 EUR' }],
    })
    expect(first.deals).toMatchObject([
      {
        ref: '17',
        name: 'DEJEUNER',
        lines: [
          { label: 'Plat', pricing_effect: 'fixed_price', pricing_value: '16.50 EUR' },
          { label: 'Dessert', pricing_effect: 'fixed_price', pricing_value: '0.00 EUR' },
          { label: 'Boisson', pricing_effect: 'fixed_price', pricing_value: '0.00 EUR' },
        ],
      },
    ])
    await exportCatalog(till)
    expect(hub.catalogs.get('q9f4x')!.data).toEqual(first)
  })

  test('a new article is absent until «Publication WEB» is ticked and applied (R-X2)', async () => {
    const { hub, till } = await connected()
    const { body } = await till.post<{ idart: number }>('/api/articles', {
      definition: 'FOCACCIA « maison » 🍅 <b>',
      price: '6,50',
      vat1Id: 3,
    })
    const sent = () => hub.catalogs.get('q9f4x')!.data.products!.find(({ ref }) => ref === String(body.idart))
    await exportCatalog(till)
    expect(sent()).toBeUndefined()
    await changeArticle(till, body.idart, { isPublished: true })
    await exportCatalog(till)
    expect(sent()).toMatchObject({ name: 'FOCACCIA « maison » 🍅 <b>', skus: [{ price: '6.50 EUR' }] })
  })

  test('a code interne in double stops the export with the list of clashes, and nothing leaves (R-X4)', async () => {
    const { hub, till } = await connected()
    await till.put('/api/hub/options', { matchInternalCodes: true })
    for (const idart of [2, 3]) await changeArticle(till, idart, { internalCode: 'PIZ' })
    expect(await till.post('/api/hub/export', {})).toMatchObject({
      status: 422,
      body: {
        message: "Codes internes en double, rien n'est envoyé : PIZ (QUATRE FROMAGES, REGINA)",
      },
    })
    expect(hub.calls(/PUT/)).toEqual([])
    await changeArticle(till, 3, { internalCode: '' })
    expect(await exportCatalog(till)).toMatchObject({ errors: [] })
    const refs = hub.catalogs.get('q9f4x')!.data.products!.map(({ ref }) => ref)
    expect(refs).toEqual(expect.arrayContaining(['1', 'PIZ', '3']))
  })

  test('«FRAIS DE PORT TTC», published, is a charge of the hub; an order names it back (D53, R-K6)', async () => {
    const { hub, till } = await connected()
    hub.place({ charges: [{ name: 'Livraison', price: '2.00 EUR' }] })
    const order = await onlyOrder(till)
    const { articleId } = (await till.details(order.number)).lines.at(-1)!
    await exportCatalog(till)
    expect(hub.catalogs.get('q9f4x')!.data.charges).toEqual([])
    await changeArticle(till, articleId, { isPublished: true })
    await exportCatalog(till)
    const { charges, products } = hub.catalogs.get('q9f4x')!.data
    expect(charges).toEqual([{ ref: String(articleId), name: 'FRAIS DE PORT TTC', type: 'delivery' }])
    expect(products!.map(({ ref }) => ref)).not.toContain(String(articleId))
  })

  test('the preview says what stays and why', async () => {
    const { till } = await connected()
    const { leftOut, categories } = await preview(till)
    expect(leftOut).toEqual([{ idart: expect.any(Number), name: 'COUVERTS', reason: 'unpublished' }])
    expect(categories[0]).toMatchObject({ name: 'BOISSONS', depth: 0 })
  })

  test('nothing to publish is refused, and the hub keeps its catalogue', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { demo: false })
    expect(await till.post('/api/hub/export', {})).toMatchObject({
      status: 422,
      body: { message: 'Aucun article à publier' },
    })
    expect(hub.calls(/PUT/)).toEqual([])
  })

  test('disconnected, or without a catalogue, it is refused with the reason', async () => {
    const alone = await startHubTill(await startStubHub())
    expect(await alone.post('/api/hub/export', {})).toMatchObject({
      status: 422,
      body: { message: "La caisse n'est pas connectée à HubRise." },
    })
    const { till } = await connected((hub) => {
      hub.catalog = null
    })
    expect(await till.post('/api/hub/export', {})).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('Aucun catalogue') },
    })
  })

  test('the errors of the hub are listed with the name of the article', async () => {
    const { hub, till } = await connected()
    const { categories } = await preview(till)
    const [first] = categories.flatMap(({ products }) => products)
    hub.misbehave(/PUT/, refusal('data.products[0].skus[0].price', "must be in 'GBP' ('EUR' given)"))
    expect(await exportCatalog(till)).toMatchObject({
      sent: 0,
      errors: [`${first!.name} : must be in 'GBP' ('EUR' given) (data.products[0].skus[0].price)`],
    })
  })

  test('a hub that refuses the tax gets the catalogue without it, with a warning (D51)', async () => {
    const { hub, till } = await connected()
    hub.misbehave(/PUT/, refusal('data.products[0].tax_rate', 'is not a valid key'))
    expect(await exportCatalog(till)).toMatchObject({
      errors: [],
      warnings: [expect.stringContaining('TVA')],
    })
    expect(hub.catalogs.get('q9f4x')!.data.products![0]).not.toHaveProperty('tax_rate')
  })

  test('no network: the system message, and nothing is said to be sent', async () => {
    const { hub, till } = await connected()
    hub.misbehave(/PUT/, 'cut before')
    expect(await exportCatalog(till)).toMatchObject({
      sent: 0,
      errors: ["Une erreur système a été détectée pendant l'envoi de la requête HTTP."],
    })
  })

  test('a catalogue that is gone gives way to the bound one, or to the reason why there is none (R-C8)', async () => {
    const { hub, till } = await connected()
    hub.catalogs.clear()
    hub.catalogs.set('n3w', { name: 'Carte 2', data: {} })
    hub.catalog = { id: 'n3w', name: 'Carte 2' }
    expect(await exportCatalog(till)).toMatchObject({ errors: [] })
    expect((await till.state()).catalog).toEqual({ id: 'n3w', name: 'Carte 2' })
    hub.catalogs.clear()
    hub.catalog = null
    expect(await exportCatalog(till)).toMatchObject({
      sent: 0,
      errors: [expect.stringContaining('Aucun catalogue')],
    })
    expect((await till.state()).catalog).toBeNull()
  })
})

test('the catalogue can be saved as JSON and as CSV (kezia D15)', async () => {
  const { till } = await connected()
  const json = (await till.get<{ products: unknown[] }>('/api/hub/catalog.json')).body
  expect(json.products).toHaveLength((await preview(till)).productCount)
  const csv = await (await fetch(`${till.url}/api/hub/catalog.csv`)).text()
  expect(csv).toContain('Réf.;Définition;Catégorie;Prix TTC;TVA sur place;TVA emporté\r\n')
  expect(csv).toContain('1;MARGHERITA;PIZZAS;12,00;10,0;10,0\r\n')
})

test('without «Recherche Menu» no menu leaves, and its article is a product like the others (kezia W-17)', async () => {
  const { hub, till } = await connected()
  const { body } = await till.get<ArticleSettings>('/api/article-settings')
  await till.put('/api/article-settings', { ...body, menuSearch: false, vatOrder: 'vat1TakeAway' })
  expect(await exportCatalog(till)).toMatchObject({ sent: 13, errors: [] })
  const { deals, products } = hub.catalogs.get('q9f4x')!.data
  expect(deals).toEqual([])
  expect(products!.find(({ ref }) => ref === '17')).toMatchObject({
    name: 'MENU DEJEUNER',
    tax_rate: { delivery: '10.0', collection: '10.0', eat_in: '10.0' },
  })
  expect(products!.find(({ ref }) => ref === '11')).toMatchObject({
    name: 'COLA 33 CL',
    tax_rate: { delivery: '10.0', collection: '10.0', eat_in: '5.5' },
  })
})
