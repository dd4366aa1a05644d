import { describe, expect, test } from 'vitest'
import { sellAtCounter, settableClock } from '../testing/counter-sale.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { Journal, SaleList, SettlementList } from './wire.ts'

const [cash, card] = [1, 3]
const day = 'from=2026-11-27&to=2026-11-27'
const cola = { lines: [['cola']] as [['cola']], totalCents: 280 }

/** Sells one cola at each of these instants. */
async function sellAt(instants: string[], mostSalesAtOnce = 5_000): Promise<TestTill> {
  const clock = settableClock(instants[0]!)
  const till = await startTestTill({ clock, mostSalesAtOnce })
  for (const at of instants) {
    clock.set(at)
    await sellAtCounter(till, cola)
  }
  return till
}

describe('the journal of a period (§5.9)', () => {
  test('a day of the shop begins and ends at its midnight, also when it lasts 25 hours', async () => {
    const till = await sellAt([
      '2026-10-24T21:59:59Z',
      '2026-10-24T22:00:00Z',
      '2026-10-25T22:59:59Z',
      '2026-10-25T23:00:00Z',
    ])
    const { body } = await till.get<Journal>('/api/journals?from=2026-10-25&to=2026-10-25')
    expect(body.totals).toMatchObject({ saleCount: 2, firstSale: 2, lastSale: 3, totalCents: 560 })
    expect(body.days).toEqual([{ day: '2026-10-25', saleCount: 2, netCents: 510, totalCents: 560 }])
  })

  test('and when it lasts 23', async () => {
    const till = await sellAt([
      '2026-03-28T22:59:59Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T21:59:59Z',
      '2026-03-29T22:00:00Z',
    ])
    const { body } = await till.get<Journal>('/api/journals?from=2026-03-29&to=2026-03-29')
    expect(body.totals).toMatchObject({ firstSale: 2, lastSale: 3 })
  })

  test('a year says what its months say together, read beside the counter by a thread of its own', async () => {
    const till = await sellAt(['2026-02-10T12:00:00Z', '2026-03-29T22:30:00Z', '2026-11-27T12:00:00Z'], 2)
    await till.post('/api/sales/1/credit', {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      modeId: card,
      reason: 'Froid',
    })
    const journal = async (query: string) => (await till.get<Journal>(`/api/journals?${query}`)).body
    const year = await journal('from=2026-01-01&to=2026-12-31')
    const quarters = await Promise.all(
      ['01-01&to=2026-03-31', '04-01&to=2026-06-30', '07-01&to=2026-09-30', '10-01&to=2026-12-31'].map(
        (days) => journal(`from=2026-${days}`),
      ),
    )
    expect(year.days).toEqual(quarters.flatMap(({ days }) => days))
    expect(year.days.map(({ day }) => day)).toEqual(['2026-02-10', '2026-03-30', '2026-11-27'])
    expect(year.totals).toMatchObject({ saleCount: 4, firstSale: 1, lastSale: 4, totalCents: 560 })
    const rows = ({ totals }: Journal) =>
      totals.rows.map(({ dimension, key, totalCents }) => [`${dimension} ${key}`, totalCents] as const)
    const parts = new Map<string, number>()
    for (const [key, cents] of quarters.flatMap(rows)) parts.set(key, (parts.get(key) ?? 0) + cents)
    expect(new Map(rows(year))).toEqual(parts)
  })

  test('a period without a sale is empty, and has zeros', async () => {
    const till = await startTestTill()
    const { body } = await till.get<Journal>(`/api/journals?${day}`)
    expect(body).toMatchObject({ currency: 'EUR', days: [] })
    expect(body.totals).toEqual({
      saleCount: 0,
      firstSale: null,
      lastSale: null,
      netCents: 0,
      vatCents: 0,
      totalCents: 0,
      discountCents: 0,
      menuDiscountCents: 0,
      rows: [],
    })
  })

  test.each([
    ['', 'from', 'À remplir.'],
    ['from=2026-11-27&to=', 'to', 'À remplir.'],
    ['from=27/11/2026&to=2026-11-27', 'from', 'une date telle que 2021-07-29'],
    ['from=2026-02-30&to=2026-11-27', 'from', 'une date telle que 2021-07-29'],
    ['from=2026-11-27&to=9999-12-31', 'to', 'une date telle que 2021-07-29'],
    ['from=2026-11-28&to=2026-11-27', 'to', 'vient avant son début'],
    ['from=2026-11-27&from=2026-11-27&to=2026-11-27', 'from', 'un texte est attendu'],
  ])('the period «%s» is refused beside %s', async (query, field, sentence) => {
    const till = await startTestTill()
    for (const path of ['journals', 'documents', 'settlements', 'statistics']) {
      const answer = await till.get(`/api/${path}?${query}`)
      expect(answer).toMatchObject({ status: 422, body: { errors: expect.any(Array) } })
      expect(JSON.stringify(answer.body)).toContain(sentence)
      expect(JSON.stringify(answer.body)).toContain(`"field":"${field}"`)
    }
  })
})

describe('FACTURES (W-19)', () => {
  test('documents of a period, latest first, with the sums of all of them', async () => {
    const till = await sellAt(['2026-11-26T12:00:00Z', '2026-11-27T12:00:00Z', '2026-11-27T13:00:00Z'])
    const { body } = await till.get<SaleList>(`/api/documents?${day}`)
    expect(body).toMatchObject({
      total: 2,
      totalCents: 560,
      rows: [
        { number: 3, kind: 'ticket', customerName: null, channel: null, originKind: 'counter' },
        { number: 2 },
      ],
    })
    expect((await till.get<SaleList>(`/api/documents?${day}&kind=invoice`)).body.rows).toEqual([])
    expect((await till.get<SaleList>(`/api/documents?${day}&customer=dupont`)).body.rows).toEqual([])
    expect((await till.get(`/api/documents?${day}&kind=x`)).status).toBe(422)
  })

  test('by kind, and by a part of the customer, whatever the case and the accents, or by his code', async () => {
    const clock = settableClock('2026-11-27T12:00:00Z')
    const till = await startTestTill({ clock })
    const { body: customer } = await till.post<{ idcli: number }>('/api/customers', {
      lastName: 'Lefèvre',
      firstName: 'Zoé',
      civility: '',
    })
    await sellAtCounter(till, { ...cola, customerId: customer.idcli })
    await sellAtCounter(till, cola)
    const credit = { draftId: crypto.randomUUID(), sellerId: 1, modeId: cash, reason: 'Froid' }
    expect((await till.post('/api/sales/1/credit', credit)).status).toBe(201)
    const found = async (query: string) =>
      (await till.get<SaleList>(`/api/documents?${day}&${query}`)).body.rows.map(({ number }) => number)
    expect(await found('customer=LEFEVRE z')).toEqual([3, 1])
    expect(await found(`customer=${customer.idcli}`)).toEqual([3, 1])
    expect(await found('customer=lefevre&kind=invoice')).toEqual([1])
    expect(await found('kind=ticket')).toEqual([2])
    expect(await found('kind=credit_note')).toEqual([3])
    const { body } = await till.get<Journal>(`/api/journals?${day}`)
    expect(body.totals.totalCents).toBe(280)
    expect(body.totals.rows.filter(({ dimension }) => dimension === 'kind')).toMatchObject([
      { key: 'credit_note', documentCount: 1, totalCents: -280 },
      { key: 'invoice', totalCents: 280 },
      { key: 'ticket', totalCents: 280 },
    ])
  })
})

describe('REGLEMENTS (W-19)', () => {
  test('each settlement with what was given back, and what each mode kept', async () => {
    const clock = settableClock('2026-11-27T12:00:00Z')
    const till = await startTestTill({ clock })
    await sellAtCounter(till, {
      lines: [['margherita']],
      totalCents: 1200,
      paid: [
        [card, 500],
        [cash, 1000],
      ],
    })
    await sellAtCounter(till, { lines: [['cola', '-1']], totalCents: -280 })
    const { body } = await till.get<SettlementList>(`/api/settlements?${day}`)
    expect(body.rows).toMatchObject([
      { documentNumber: 2, modeName: 'Espèces', givenCents: -280, changeCents: 0 },
      { documentNumber: 1, modeName: 'Espèces', givenCents: 1000, changeCents: 300 },
      { documentNumber: 1, modeName: 'Cartes', givenCents: 500, changeCents: 0, sellerName: 'Léa' },
    ])
    expect(body.modes).toEqual([
      { modeId: cash, name: 'Espèces', count: 2, cents: 420 },
      { modeId: card, name: 'Cartes', count: 1, cents: 500 },
    ])
    const byCard = await till.get<SettlementList>(`/api/settlements?${day}&modeId=${card}`)
    expect(byCard.body.rows).toHaveLength(1)
    expect(byCard.body.modes).toHaveLength(2)
  })
})
