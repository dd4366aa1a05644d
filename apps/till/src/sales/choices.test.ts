// Options, tariffs, bar codes and stock: what CAISSE asks before a sale, and what the till refuses.

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { ArticleStock } from '../stock/wire.ts'
import { changeArticle } from '../testing/change-article.ts'
import { manageStock } from '../testing/manage-stock.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import { verifyChain } from './verify.ts'
import type {
  ArticleLookup,
  BasketFormLine,
  ParkedSale,
  RecalledSale,
  Sale,
  SellableArticle,
} from './wire.ts'

const pizza: BasketFormLine = { idart: 1, quantity: '1', unitCents: 1200, discount: null }
const tomatoes = { groupId: 1, idart: 6, quantity: 1, unitCents: 50 }
const olives = { groupId: 1, idart: 7, quantity: 1, unitCents: 80 }
const basketOf = (...lines: BasketFormLine[]) => ({ service: 'eat_in' as const, lines, discount: null })

const sell = (till: TestTill, totalCents: number, ...lines: BasketFormLine[]) =>
  till.post<Sale>('/api/sales', {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    payments: totalCents === 0 ? [] : [{ modeId: 1, cents: totalCents }],
    totalCents,
    basket: basketOf(...lines),
  })
const refusal = (message: string) => ({
  status: 422,
  body: { errors: [{ field: 'basket', message: expect.stringContaining(message) }] },
})
const lookUp = (till: TestTill, entry: string) =>
  till.get<ArticleLookup>(`/api/counter/lookup?entry=${encodeURIComponent(entry)}`)

describe('options (§5.4, §5.6)', () => {
  test('they are sold under their article, with its quantity, at their price and VAT', async () => {
    const till = await startTestTill()
    const { body } = await sell(till, 2 * (1200 + 50 + 2 * 80), {
      ...pizza,
      quantity: '2',
      options: [tomatoes, { ...olives, quantity: 2 }],
    })
    expect(body.lines).toMatchObject([
      { definition: 'MARGHERITA', quantity: '2', depth: 0, totalCents: 2400 },
      { definition: 'TOMATES', quantity: '2', depth: 1, totalCents: 100 },
      { definition: 'OLIVES', quantity: '4', depth: 1, totalCents: 320 },
    ])
  })

  test('what is stock-managed of them leaves with each unit of the article, and comes back with a return (R-S2)', async () => {
    const till = await startTestTill()
    await manageStock(till, 6)
    const onHand = async () => (await till.get<ArticleStock>('/api/articles/6/stock')).body.onHandMilli
    await sell(till, 2600, { ...pizza, quantity: '2', options: [{ ...tomatoes, quantity: 2 }] })
    expect(await onHand()).toBe(-4000)
    await sell(till, -1300, { ...pizza, quantity: '-1', options: [{ ...tomatoes, quantity: 2 }] })
    expect(await onHand()).toBe(-2000)
  })

  test('a minimum and a maximum are kept, and an option of another article is refused', async () => {
    const till = await startTestTill()
    expect(await sell(till, 1450, { ...pizza, options: [{ ...tomatoes, quantity: 5 }] })).toMatchObject(
      refusal('« Suppléments » permet 4 choix au plus.'),
    )
    const { optionGroups } = await changeArticle(till, 11, {
      optionGroups: [{ id: null, name: 'Glaçons', minSelections: 1, maxSelections: 1, options: [9] }],
    })
    const cola = { idart: 11, quantity: '1', unitCents: 280, discount: null }
    expect(await sell(till, 280, cola)).toMatchObject(refusal('« Glaçons » demande 1 choix au moins.'))
    const foreign = { groupId: optionGroups[0]!.id, idart: 6, quantity: 1, unitCents: 50 }
    expect(await sell(till, 330, { ...cola, options: [foreign] })).toMatchObject(
      refusal("COLA 33 CL ne propose plus l'option 6."),
    )
  })

  test('options that come to more than their article, or to more than a line holds, are refused (counter T20)', async () => {
    const till = await startTestTill()
    const negative = { ...pizza, options: [{ ...tomatoes, unitCents: -1201 }] }
    expect(await sell(till, -1, negative)).toMatchObject(
      refusal('MARGHERITA ne se vend pas à un prix négatif.'),
    )
    const whole = { ...pizza, options: [{ ...tomatoes, unitCents: 99_998_799 }] }
    expect(await sell(till, 99_999_999, whole)).toMatchObject({ status: 201 })
    const more = { ...pizza, options: [{ ...tomatoes, unitCents: 99_998_800 }] }
    expect(await sell(till, 1, more)).toMatchObject(refusal('une ligne ne dépasse pas 999 999,99 €.'))
  })

  test('a parked sale keeps its options; one that is not offered any more is named', async () => {
    const till = await startTestTill()
    const park = () =>
      till.post('/api/parked-sales', {
        sellerId: 1,
        basket: basketOf({ ...pizza, options: [tomatoes, olives] }),
      })
    const recall = async () => {
      const [{ id } = { id: 0 }] = (await till.get<ParkedSale[]>('/api/parked-sales')).body
      return (await till.post<RecalledSale>(`/api/parked-sales/${id}/recall`, {})).body
    }
    await park()
    expect(await recall()).toMatchObject({
      gone: [],
      basket: { lines: [{ options: [{ article: { definition: 'TOMATES' } }, { article: { idart: 7 } }] }] },
    })
    await park()
    await changeArticle(till, 7, { isSaleBlocked: true })
    expect(await recall()).toMatchObject({
      gone: ["MARGHERITA ne propose plus OLIVES : 1 × 0,80\u00a0€ n'est plus dans la vente."],
      basket: { lines: [{ options: [{ article: { idart: 6 } }] }] },
    })
  })
})

describe('multi-tarif (R-X6, D49)', () => {
  const tariffs = ['Petite', 'Moyenne', 'Grande'].map((title, index) => ({
    idtar: null,
    title,
    price: String(10 + index),
  }))

  test('the line says which tariff was sold, also after its title changed, and the chain signs it', async () => {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    await sell(till, 1200, pizza)
    await changeArticle(till, 2, { tariffs })
    const regina = { idart: 2, idtar: 3, quantity: '1', unitCents: 1200, discount: null }
    expect((await sell(till, 1200, regina)).body.lines).toMatchObject([
      { definition: 'REGINA', idtar: 3, tariffTitle: 'Grande' },
    ])
    await changeArticle(till, 2, { tariffs: [{ idtar: 3, title: 'Géante', price: '12' }] })
    expect((await till.get<Sale>('/api/sales/2')).body.lines).toMatchObject([{ tariffTitle: 'Grande' }])
    await till.close()
    const file = new DatabaseSync(join(dataDir, 'till.sqlite'))
    const reader = {
      all: <T>(sql: string, ...values: (string | number)[]) => file.prepare(sql).all(...values) as T[],
    }
    expect(verifyChain(reader)).toMatchObject({ sales: 2, problems: [] })
    file.exec('drop trigger sale_line_no_update')
    file.exec("update sale_line set tariff_title = 'Petite' where idtar = 3")
    expect(verifyChain(reader).problems).toEqual([expect.stringContaining('is not what was recorded')])
    file.close()
  })

  test('an article with tariffs is not sold without one, nor by one it has no more', async () => {
    const till = await startTestTill()
    await changeArticle(till, 2, { tariffs })
    const regina = { idart: 2, quantity: '1', unitCents: 1350, discount: null }
    expect(await sell(till, 1350, regina)).toMatchObject(refusal('choisissez un tarif de REGINA'))
    expect(await sell(till, 1350, { ...regina, idtar: 9 })).toMatchObject(refusal("n'a plus le tarif 9"))
  })

  test('a parked sale whose tariff is gone keeps its line, and asks for another, or keeps its price', async () => {
    const till = await startTestTill()
    const { tariffs: made } = await changeArticle(till, 2, { tariffs })
    const grande = { idart: 2, idtar: made[2]!.idtar, quantity: '1', unitCents: 1200, discount: null }
    const recall = async () => {
      const [{ id } = { id: 0 }] = (await till.get<ParkedSale[]>('/api/parked-sales')).body
      return (await till.post<RecalledSale>(`/api/parked-sales/${id}/recall`, {})).body
    }
    for (let times = 0; times < 2; times += 1)
      await till.post('/api/parked-sales', { sellerId: 1, basket: basketOf(pizza, grande) })
    await changeArticle(till, 2, { tariffs: [{ idtar: made[0]!.idtar, title: 'Petite', price: '10' }] })
    const lines = [{ article: { idart: 1 } }, { article: { idart: 2 }, tariff: null, unitCents: 1200 }]
    expect(await recall()).toMatchObject({
      gone: [],
      changed: ['REGINA, vendu 12,00\u00a0€ : choisissez son tarif.'],
      basket: { lines },
    })
    await changeArticle(till, 2, { tariffs: [] })
    expect(await recall()).toMatchObject({
      gone: [],
      changed: ["REGINA n'a plus de tarifs : le prix de 12,00\u00a0€ est gardé."],
      basket: { lines },
    })
    expect(await sell(till, 1200, { ...grande, idtar: null })).toMatchObject({ status: 201 })
  })

  test('CAISSE is told the tariffs, and `2|3` names the third of the article 2', async () => {
    const till = await startTestTill()
    await changeArticle(till, 2, { tariffs })
    expect((await lookUp(till, '2')).body).toMatchObject({
      idtar: null,
      article: { tariffs: [{ idtar: 1, priceCents: 1000 }, { idtar: 2 }, { idtar: 3, title: 'Grande' }] },
    })
    expect((await lookUp(till, '2|3')).body).toMatchObject({ idtar: 3, article: { idart: 2 } })
    expect((await lookUp(till, '2|9')).body).toMatchObject({ article: null, matches: 0 })
  })

  test('«Imprime titre du multi-tarif» says whether tickets show the title', async () => {
    const till = await startTestTill()
    await sell(till, 1200, pizza)
    const isShown = async () => (await till.get<Sale>('/api/sales/1')).body.printsTariffTitle
    expect(await isShown()).toBe(false)
    await till.put('/api/hub/options', { printsTariffTitle: true })
    expect(await isShown()).toBe(true)
  })
})

describe('«Codes de vente» (W-16)', () => {
  test('each code finds its article, and sells as much as its «Cond. Vente»', async () => {
    const till = await startTestTill()
    await changeArticle(till, 11, {
      saleCodes: [
        { code: '5449000000996', quantity: '1' },
        { code: '54490001', quantity: '6' },
      ],
    })
    expect((await lookUp(till, '5449000000996')).body).toMatchObject({
      article: { idart: 11 },
      quantity: '1',
    })
    expect((await lookUp(till, '54490001')).body).toMatchObject({ article: { idart: 11 }, quantity: '6' })
    expect((await lookUp(till, '54490002')).body).toMatchObject({ article: null, matches: 0 })
  })

  test('the code of an article that is not sold says why', async () => {
    const till = await startTestTill()
    await changeArticle(till, 11, {
      saleCodes: [{ code: '5449000000996', quantity: '1' }],
      isSaleBlocked: true,
    })
    expect(await lookUp(till, '5449000000996')).toMatchObject({
      status: 422,
      body: { message: 'La vente de COLA 33 CL est bloquée.' },
    })
  })
})

describe('«Blocage Vente si Dispo = 0» (R-S2)', () => {
  const startBlocking = async () => {
    const dataDir = temporaryFolder()
    const first = await startTestTill({ dataDir })
    await manageStock(first, 1)
    await first.post('/api/articles/1/stock', { direction: 'in', quantity: '2', reason: 'Livraison' })
    await first.close()
    const file = new DatabaseSync(join(dataDir, 'till.sqlite'))
    file.prepare('insert into setting values (?, ?)').run('stock.blocksSaleWithoutStock', 'true')
    file.close()
    return startTestTill({ dataDir })
  }

  test('no more is sold than there is; a return is taken back all the same', async () => {
    const till = await startBlocking()
    expect(await sell(till, 3600, { ...pizza, quantity: '3' })).toMatchObject(
      refusal('MARGHERITA : 2 disponible(s), 3 demandé(s).'),
    )
    expect(await sell(till, 2400, pizza, pizza)).toMatchObject({ status: 201 })
    expect(await sell(till, 1200, pizza)).toMatchObject(refusal('MARGHERITA : plus rien de disponible'))
    expect(await sell(till, -1200, { ...pizza, quantity: '-1' })).toMatchObject({ status: 201 })
    expect(await sell(till, 1200, pizza)).toMatchObject({ status: 201 })
  })

  test('CAISSE is told how much is left, and nothing of what is not managed', async () => {
    const till = await startBlocking()
    const { body } = await till.get<SellableArticle[]>('/api/counter/articles')
    const left = new Map(body.map(({ idart, availableMilli }) => [idart, availableMilli]))
    expect([left.get(1), left.get(2)]).toEqual([2000, null])
  })
})
