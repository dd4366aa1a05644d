import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Journal } from '../journals/wire.ts'
import { Database } from '../platform/database.ts'
import type { ArticleStock } from '../stock/wire.ts'
import { changeArticle } from '../testing/change-article.ts'
import { settableClock } from '../testing/counter-sale.ts'
import { manageStock } from '../testing/manage-stock.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import { appendToChain } from './chain.ts'
import { verifyChain } from './verify.ts'
import type { BasketForm, ParkedSale, RecalledSale, Sale, SaleRow, SettlementForm } from './wire.ts'

const cash = 1
const card = 3

const line = (idart: number, unitCents: number, values: Partial<BasketForm['lines'][0]> = {}) => ({
  idart,
  quantity: '1',
  unitCents,
  discount: null,
  ...values,
})
const basket = (lines: BasketForm['lines'], values: Partial<BasketForm> = {}): BasketForm => ({
  service: 'eat_in',
  lines,
  discount: null,
  ...values,
})
const margherita = line(1, 1200)
const cola = line(11, 280)
const beer = line(13, 420)

const sell = (till: TestTill, totalCents: number, values: Partial<SettlementForm> & { basket: BasketForm }) =>
  till.post<Sale>('/api/sales', {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    payments: [{ modeId: cash, cents: totalCents }],
    totalCents,
    ...values,
  })

describe('counter sale (§5.4)', () => {
  test('20 € given for 12 € gives 8 € to return, and the first ticket has number 1', async () => {
    const till = await startTestTill()
    const answer = await sell(till, 1200, {
      basket: basket([margherita]),
      payments: [{ modeId: cash, cents: 2000 }],
    })
    expect(answer).toMatchObject({
      status: 201,
      body: {
        number: 1,
        sellerName: 'Léa',
        totalCents: 1200,
        netCents: 1091,
        changeCents: 800,
        prints: 0,
        vat: [{ rate: '10.0', netCents: 1091, vatCents: 109, totalCents: 1200 }],
        payments: [{ modeName: 'Espèces', cents: 2000 }],
        shop: { name: 'Pizzeria Roma' },
      },
    })
    expect((await till.get<Sale>('/api/sales/1')).body).toEqual(answer.body)
  })

  test('20 € given for 10 €: «À Rendre» 10,00 €, one less in stock, 10,00 more in the day', async () => {
    const clock = settableClock('2026-11-27T12:00:00Z')
    const till = await startTestTill({ clock })
    await changeArticle(till, 1, { price: '10' })
    await manageStock(till, 1)
    await till.post('/api/articles/1/stock', { direction: 'in', quantity: '3', reason: 'Livraison' })
    const day = async () =>
      (await till.get<Journal>('/api/journals?from=2026-11-27&to=2026-11-27')).body.totals.totalCents
    expect(await day()).toBe(0)
    const { body } = await sell(till, 1000, {
      basket: basket([line(1, 1000)]),
      payments: [{ modeId: cash, cents: 2000 }],
    })
    expect(body.changeCents).toBe(1000)
    expect((await till.get<ArticleStock>('/api/articles/1/stock')).body.onHandMilli).toBe(2000)
    expect(await day()).toBe(1000)
  })

  test('what is sold leaves the stock, what is returned enters it (R-S2)', async () => {
    const till = await startTestTill()
    await manageStock(till, 1)
    await till.post('/api/articles/1/stock', { direction: 'in', quantity: '3', reason: 'Livraison' })
    await sell(till, 3600, { basket: basket([{ ...margherita, quantity: '3' }]) })
    const stock = async () => (await till.get<ArticleStock>('/api/articles/1/stock')).body
    expect(await stock()).toMatchObject({
      onHandMilli: 0,
      movements: [{ milli: -3000, reason: 'Ticket 1' }, { milli: 3000 }],
    })
    await sell(till, -1200, { basket: basket([{ ...margherita, quantity: '-1' }]) })
    expect(await stock()).toMatchObject({ onHandMilli: 1000 })
  })

  test('taken away, the second rate counts; the table has a row per rate, rounded on its sum', async () => {
    const till = await startTestTill()
    const lines = [margherita, { ...cola, quantity: '3' }, beer]
    const { body } = await sell(till, 2460, { basket: basket(lines, { service: 'take_away' }) })
    expect(body.vat).toEqual([
      { rate: '5.5', netCents: 796, vatCents: 44, totalCents: 840 },
      { rate: '10.0', netCents: 1091, vatCents: 109, totalCents: 1200 },
      { rate: '20.0', netCents: 350, vatCents: 70, totalCents: 420 },
    ])
  })

  test('discounts of a line and of the whole: VAT per rate stays right to the cent', async () => {
    const till = await startTestTill()
    const lines = [
      { ...margherita, discount: { kind: 'percent' as const, percent: '10' } },
      { ...beer, discount: { kind: 'amount' as const, cents: 20 } },
    ]
    const { body } = await sell(till, 1330, {
      basket: basket(lines, { discount: { kind: 'amount', cents: 150 } }),
    })
    expect(body).toMatchObject({ discountCents: 150, totalCents: 1330 })
    expect(body.lines.map(({ totalCents, sharedDiscountCents }) => totalCents - sharedDiscountCents)).toEqual(
      [971, 359],
    )
    expect(body.vat.map(({ totalCents }) => totalCents)).toEqual([971, 359])
  })

  test('several modes settle one sale', async () => {
    const till = await startTestTill()
    const payments = [
      { modeId: card, cents: 1000 },
      { modeId: cash, cents: 500 },
    ]
    const { body } = await sell(till, 1480, { basket: basket([margherita, cola]), payments })
    expect(body).toMatchObject({
      changeCents: 20,
      payments: [{ modeName: 'Cartes' }, { modeName: 'Espèces' }],
    })
  })

  test('a return is paid back, exactly', async () => {
    const till = await startTestTill()
    const values = { basket: basket([{ ...margherita, quantity: '-1' }]) }
    expect((await sell(till, -1200, values)).body).toMatchObject({ totalCents: -1200, netCents: -1091 })
    expect(await sell(till, -1200, { ...values, payments: [{ modeId: cash, cents: -1300 }] })).toMatchObject({
      status: 422,
      body: { message: 'Le remboursement est de 12,00\u00a0€, ni plus ni moins.' },
    })
  })

  test('the same draft sent twice is one sale', async () => {
    const till = await startTestTill()
    const once = { basket: basket([margherita]), draftId: crypto.randomUUID() }
    const first = await sell(till, 1200, once)
    const second = await sell(till, 1200, once)
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body).toEqual(first.body)
    expect((await till.get<SaleRow[]>('/api/sales')).body).toHaveLength(1)
    const changed = await sell(till, 1480, { ...once, basket: basket([margherita, cola]) })
    expect(changed).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('déjà encaissée : ticket n° 1 — 12,00\u00a0€') },
    })
  })
})

describe('menus (§5.5, D62)', () => {
  test('pizza, dessert and drink become the menu: discounted, so that their sum is its price', async () => {
    const till = await startTestTill()
    const { body } = await sell(till, 1650 + 1200, {
      basket: basket([{ ...margherita, quantity: '2' }, line(15, 550), cola]),
    })
    const inMenu = body.lines.filter(({ menuName }) => menuName === 'DEJEUNER')
    expect(inMenu.map(({ definition, quantity }) => [definition, quantity])).toEqual([
      ['MARGHERITA', '1'],
      ['TIRAMISU', '1'],
      ['COLA 33 CL', '1'],
    ])
    expect(inMenu.reduce((sum, { totalCents }) => sum + totalCents, 0)).toBe(1650)
    expect(body.lines.filter(({ menuName }) => menuName === null)).toMatchObject([{ totalCents: 1200 }])
  })
})

describe('what the counter remembers of the articles', () => {
  test('a change by another program counts from the next sale on', async () => {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    const menu = () => sell(till, 1650, { basket: basket([margherita, line(15, 550), cola]) })
    expect((await menu()).status).toBe(201)
    const other = new DatabaseSync(join(dataDir, 'till.sqlite'))
    onTestFinished(() => other.close())
    other.exec('update menu set price_cents = 1600')
    expect(await menu()).toMatchObject({ status: 409, body: { message: expect.stringContaining('16,00') } })
    other.exec('update article set is_sale_blocked = 1 where idart = 1')
    expect(await menu()).toMatchObject({
      status: 422,
      body: { errors: [{ message: expect.stringContaining('La vente de MARGHERITA est bloquée.') }] },
    })
  })
})

describe('what is refused', () => {
  test.each<[string, Partial<SettlementForm> & { basket: BasketForm }, string]>([
    ['no seller', { sellerId: 99, basket: basket([margherita]) }, 'Choisissez un vendeur.'],
    ['nothing to sell', { basket: basket([]) }, "Il n'y a rien à encaisser."],
    ['an unknown article', { basket: basket([line(999, 1200)]) }, "Ligne 1 : l'article 999 n'existe plus."],
    ['an option alone', { basket: basket([line(6, 50)]) }, 'TOMATES est une option'],
    ['a price of nothing', { basket: basket([line(1, 0)]) }, 'MARGHERITA ne se vend pas à un prix nul.'],
    ['a negative price', { basket: basket([line(1, -100)]) }, 'MARGHERITA ne se vend pas à un prix négatif.'],
    ['no quantity', { basket: basket([line(1, 1200, { quantity: '0' })]) }, "n'est pas une quantité"],
    ['four decimals', { basket: basket([line(1, 1200, { quantity: '1.0001' })]) }, "n'est pas une quantité"],
    [
      '101 %',
      { basket: basket([line(1, 1200, { discount: { kind: 'percent', percent: '101' } })]) },
      'remise',
    ],
    ['an exponent', { basket: basket([line(1, 1e9)]) }, 'entier'],
    ['nothing paid', { basket: basket([margherita]), payments: [] }, 'Il reste 12,00\u00a0€ à régler.'],
    ['a mode unknown', { basket: basket([margherita]), payments: [{ modeId: 77, cents: 1200 }] }, 'mode'],
    [
      'change out of a card',
      { basket: basket([margherita]), payments: [{ modeId: card, cents: 2000 }] },
      'Seules des espèces se rendent',
    ],
  ])('%s', async (_, values, sentence) => {
    const till = await startTestTill()
    const { status, body } = await sell(till, 1200, values)
    expect(status).toBe(422)
    expect(JSON.stringify(body)).toContain(sentence)
    expect((await till.get('/api/sales')).body).toEqual([])
  })

  test('a total that the customer was not told is refused, and takes no number', async () => {
    const till = await startTestTill()
    expect((await sell(till, 1100, { basket: basket([margherita]) })).status).toBe(409)
    expect((await sell(till, 1200, { basket: basket([margherita]) })).body.number).toBe(1)
  })

  test.each(['null', '[]', '"x"', '{}', '{"basket":[],"payments":{}}'])('the body %s', async (body) => {
    const till = await startTestTill()
    expect((await till.post('/api/sales', JSON.parse(body))).status).toBe(422)
  })
})

describe('looking up (W-6)', () => {
  const look = (till: TestTill, entry: string) =>
    till.get<{ article: { definition: string; unitCents: number } | null; matches: number }>(
      `/api/counter/lookup?entry=${encodeURIComponent(entry)}`,
    )

  test('an IDART, a code interne or a part of one label names the article; several labels name none', async () => {
    const till = await startTestTill()
    expect((await look(till, '1')).body.article).toMatchObject({ definition: 'MARGHERITA', unitCents: 1200 })
    expect((await look(till, 'couv')).body.article).toMatchObject({ definition: 'COUVERTS' })
    expect((await look(till, 'tira')).body.article).toMatchObject({ definition: 'TIRAMISU' })
    expect((await look(till, '33 cl')).body).toMatchObject({ article: null, matches: 3 })
    expect((await look(till, 'xyz')).body).toMatchObject({ article: null, matches: 0 })
    // No article has the code 50, although «EAU MINERALE 50 CL» contains the digits.
    expect((await look(till, '50')).body).toMatchObject({ article: null, matches: 1 })
    expect(await look(till, '6')).toMatchObject({ status: 422 })
  })
})

describe('parked sales (§5.4)', () => {
  test('«ATTENTE» keeps the sale over a restart; «RAPPEL» gives it back once', async () => {
    const dataDir = temporaryFolder()
    const first = await startTestTill({ dataDir })
    const parked = basket([{ ...margherita, unitCents: 1100 }], { service: 'take_away' })
    expect((await first.post('/api/parked-sales', { sellerId: 2, basket: parked })).status).toBe(204)
    await first.close()
    const till = await startTestTill({ dataDir })
    const { body } = await till.get<ParkedSale[]>('/api/parked-sales')
    expect(body).toMatchObject([
      { sellerName: 'Marco', totalCents: 1100, customerName: null, lineCount: 1, articles: ['MARGHERITA'] },
    ])
    const recalled = await till.post<RecalledSale>(`/api/parked-sales/${body[0]!.id}/recall`, {})
    expect(recalled.body).toMatchObject({
      basket: { service: 'take_away', lines: [{ article: { idart: 1 }, unitCents: 1100 }] },
      gone: [],
    })
    expect((await till.post(`/api/parked-sales/${body[0]!.id}/recall`, {})).status).toBe(404)
  })

  test('recalled by an answer that was lost, it is there again; once a screen has it, it is gone', async () => {
    const clock = settableClock('2026-03-01T12:00:00Z')
    const till = await startTestTill({ clock })
    await till.post('/api/parked-sales', { sellerId: 1, basket: basket([margherita]) })
    const parked = async () => (await till.get<ParkedSale[]>('/api/parked-sales')).body.map(({ id }) => id)
    const [id] = await parked()
    const recall = (draftId: string) => till.post<RecalledSale>(`/api/parked-sales/${id}/recall`, { draftId })
    expect((await recall('a')).status).toBe(200)
    expect(await parked()).toEqual([])
    expect((await recall('b')).status).toBe(404)
    clock.set('2026-03-01T12:00:30Z')
    expect(await parked()).toEqual([id])
    expect(await recall('b')).toMatchObject({ status: 200, body: { basket: { lines: [{ quantity: '1' }] } } })
    const draft = { draftId: 'b', sellerId: 1, customerId: null, basket: basket([margherita]) }
    expect((await till.put(`/api/sale-drafts/${crypto.randomUUID()}`, draft)).status).toBe(204)
    clock.set('2026-03-01T12:01:00Z')
    expect(await parked()).toEqual([])
    expect((await recall('b')).status).toBe(404)
  })

  test('put aside again after an answer that was lost, it is there once; settled, it is there no more', async () => {
    const till = await startTestTill()
    const draftId = crypto.randomUUID()
    const park = (...lines: (typeof margherita)[]) =>
      till.post('/api/parked-sales', { draftId, sellerId: 1, basket: basket(lines) })
    const parked = async () =>
      (await till.get<ParkedSale[]>('/api/parked-sales')).body.map(({ totalCents }) => totalCents)
    await park(margherita)
    await park(margherita, cola)
    expect(await parked()).toEqual([1480])
    await sell(till, 1200, { draftId, basket: basket([margherita]) })
    expect(await parked()).toEqual([])
    // After a lost response to «Valider», the sale must not be parked and sold a second time.
    expect(await park(margherita)).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('déjà encaissée : ticket n° 1') },
    })
    expect(await parked()).toEqual([])
  })

  test('an article deleted meanwhile is told by its name, its quantity and its price', async () => {
    const till = await startTestTill()
    const half = line(14, 1900, { quantity: '0.350' })
    await till.post('/api/parked-sales', { sellerId: 1, basket: basket([margherita, half]) })
    expect((await till.delete('/api/articles/14')).status).toBe(204)
    const [{ id } = { id: 0 }] = (await till.get<ParkedSale[]>('/api/parked-sales')).body
    expect((await till.post<RecalledSale>(`/api/parked-sales/${id}/recall`, {})).body).toMatchObject({
      basket: { lines: [{ article: { idart: 1 } }] },
      gone: ["CHIANTI 75 CL n'existe plus : 0,350 × 19,00\u00a0€ n'est plus dans la vente."],
    })
  })
})

describe('«CLAVIERS» (W-6)', () => {
  test('«PLUS VENDUS» shows what was rung up most often these thirty days, and is still sold', async () => {
    const clock = settableClock('2026-03-01T12:00:00Z')
    const till = await startTestTill({ clock })
    const keys = async () =>
      (await till.get<{ idart: number }[]>('/api/counter/articles?keyboard=best')).body.map(
        ({ idart }) => idart,
      )
    expect(await keys()).toEqual([])
    await sell(till, 420, { basket: basket([beer]) })
    clock.set('2026-03-20T12:00:00Z')
    for (const lines of [[margherita, cola], [cola], [line(15, 550)]])
      await sell(
        till,
        lines.reduce((sum, { unitCents }) => sum + unitCents, 0),
        { basket: basket(lines) },
      )
    await sell(till, -550, { basket: basket([line(15, 550, { quantity: '-1' })]) })
    expect(await keys()).toEqual([11, 1, 13, 15])
    await changeArticle(till, 1, { isSaleBlocked: true })
    clock.set('2026-04-05T12:00:00Z')
    expect(await keys()).toEqual([11, 15])
  })
})

describe('the chain (D64)', () => {
  async function threeSales() {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    for (let count = 0; count < 3; count += 1) await sell(till, 1480, { basket: basket([margherita, cola]) })
    await till.post('/api/sales/2/prints', {})
    expect((await till.post<Sale>('/api/sales/2/prints', {})).body.prints).toBe(2)
    await till.close()
    return join(dataDir, 'till.sqlite')
  }
  const verify = (file: string) =>
    spawnSync(process.execPath, [fileURLToPath(new URL('./verify-cli.ts', import.meta.url)), file], {
      encoding: 'utf8',
    })

  test('sales and prints verify; whatever is changed in them is found', async () => {
    const file = await threeSales()
    const intact = verify(file)
    expect(intact.stderr).toBe('')
    expect(intact.stdout).toMatch(
      /^The chain is intact: 3 sales, 5 entries, last fingerprint [0-9a-f]{64}\.$/m,
    )
    // The output also states what the check cannot detect.
    expect(intact.stdout).toContain('have no key')
    expect(intact.stdout + intact.stderr).not.toMatch(/signature/i)
    for (const change of [
      `update sale_line set definition = 'MARGHERITB' where sale_number = 2 and rank = 0`,
      `update sale set sold_at = '2020-01-01T00:00:00Z' where number = 1`,
      `update sale_payment set mode_id = 3 where sale_number = 3`,
      `update sale_vat set vat_cents = vat_cents + 1, net_cents = net_cents - 1 where sale_number = 1`,
      `update chain_entry set hash = replace(hash, substr(hash, 1, 1), 'z') where position = 5`,
      `update shop_head set content = replace(content, 'Roma', 'Napoli')`,
      `update sale set shop_head = null where number = 1`,
      `delete from sale_print where rank = 2`,
      `delete from sale_line where sale_number = 3`,
    ]) {
      const copy = join(temporaryFolder(), 'till.sqlite')
      copyFileSync(file, copy)
      tamper(copy, change)
      const { status, stderr } = verify(copy)
      expect([change, status]).toEqual([change, 1])
      expect(stderr).toContain('The chain is broken')
    }
  })

  test('the last sale cut off with its entry is a number that was given and is gone', async () => {
    const file = await threeSales()
    tamper(
      file,
      'delete from chain_entry where position > 2',
      'delete from sale_print',
      ...['sale_line', 'sale_vat', 'sale_payment'].map(
        (table) => `delete from ${table} where sale_number = 3`,
      ),
      'delete from sale where number = 3',
    )
    expect(verify(file).stderr).toContain('number 3: was the last one given')
  })

  test('a sale that is chained twice is found', async () => {
    const database = new Database(await threeSales())
    onTestFinished(() => database.close())
    database.transaction(() => appendToChain(database, 'sale', 2, '2999-01-01T00:00:00Z'))
    expect(verifyChain(database).problems).toEqual(['sale 2: is in the chain twice'])
  })

  test('settled sales refuse any change by SQL', async () => {
    const file = await threeSales()
    const sqlite = new DatabaseSync(file)
    expect(() => sqlite.exec('update sale set total_cents = 0')).toThrow('sale is append-only')
    expect(() => sqlite.exec('delete from sale_line')).toThrow('sale_line is append-only')
    sqlite.close()
  })

  test('a file that is missing or is no database gets a sentence', () => {
    expect(verify('/nowhere/till.sqlite')).toMatchObject({
      status: 1,
      stderr: 'There is no file /nowhere/till.sqlite.\n',
    })
    expect(verify(fileURLToPath(import.meta.url)).stderr).toContain('cannot be verified')
  })
})

/** Changes the file as an attacker with access to it would, without the triggers. */
function tamper(file: string, ...changes: string[]) {
  const sqlite = new DatabaseSync(file, { enableForeignKeyConstraints: false })
  const triggers = sqlite.prepare(`select name from sqlite_schema where type = 'trigger'`).all()
  for (const { name } of triggers) sqlite.exec(`drop trigger ${name}`)
  for (const change of changes) sqlite.exec(change)
  sqlite.close()
}
