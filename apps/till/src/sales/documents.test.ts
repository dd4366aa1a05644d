// Invoices, credit notes, and fingerprints computed before these existed.
import { createHash } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { Customer, CustomerForm } from '../customers/wire.ts'
import { migrations } from '../migrations/index.ts'
import { systemClock } from '../platform/clock.ts'
import { Database } from '../platform/database.ts'
import { migrate } from '../platform/migrate.ts'
import type { ArticleStock } from '../stock/wire.ts'
import { manageStock } from '../testing/manage-stock.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import { firstHash } from './chain.ts'
import { verifyChain } from './verify.ts'
import type { BasketForm, CreditForm, Sale, SaleRow, SettlementForm } from './wire.ts'

const cash = 1
const card = 3
const line = (idart: number, unitCents: number, quantity = '1') => ({
  idart,
  quantity,
  unitCents,
  discount: null,
})
type Lines = BasketForm['lines']

async function sell(till: TestTill, lines: Lines, totalCents: number, values: Partial<SettlementForm> = {}) {
  const answer = await till.post<Sale>('/api/sales', {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    basket: { service: 'eat_in', lines, discount: null },
    payments: [{ modeId: cash, cents: totalCents }],
    totalCents,
    ...values,
  })
  return answer.body
}
const credit = (till: TestTill, number: number, values: Partial<CreditForm> = {}) =>
  till.post<Sale & { message: string; errors?: { field: string; message: string }[] }>(
    `/api/sales/${number}/credit`,
    { draftId: crypto.randomUUID(), sellerId: 1, modeId: cash, reason: 'Froid', ...values },
  )

const customer = async (till: TestTill, values: Partial<CustomerForm> = {}) =>
  (await till.post<Customer>('/api/customers', { civility: '', lastName: 'Petit', ...values })).body.idcli

describe('with a customer the sale is a facture, without one a ticket (§5.4)', () => {
  test('one sequence of numbers; the facture keeps who bought', async () => {
    const till = await startTestTill()
    expect(await sell(till, [line(1, 1200)], 1200)).toMatchObject({
      number: 1,
      kind: 'ticket',
      customer: null,
    })
    const customerId = await customer(till, { phone: '03 20', mobile: '06 12', city: 'Lille' })
    const invoice = await sell(till, [line(1, 1200)], 1200, { customerId })
    expect(invoice).toMatchObject({
      number: 2,
      kind: 'invoice',
      customer: { idcli: customerId, lastName: 'Petit', phone: '06 12', city: 'Lille' },
      origin: { kind: 'counter', number: null },
    })
    expect((await till.get<SaleRow[]>('/api/sales')).body.map(({ kind }) => kind)).toEqual([
      'invoice',
      'ticket',
    ])
  })

  test('it is in his history, and he is not deleted any more (kezia W-18)', async () => {
    const till = await startTestTill()
    const customerId = await customer(till)
    const { number } = await sell(till, [line(1, 1200)], 1200, { customerId })
    await credit(till, number)
    expect((await till.get(`/api/customers/${customerId}/documents`)).body).toMatchObject([
      { kind: 'credit_note', number: 2, totalCents: -1200 },
      { kind: 'invoice', number: 1, totalCents: 1200 },
    ])
    expect((await till.delete(`/api/customers/${customerId}`)).status).toBe(422)
  })

  test('one who does not exist, or is blocked, is refused beside the field, and takes no number', async () => {
    const till = await startTestTill()
    const blocked = await customer(till, { isBlocked: true })
    for (const [customerId, message] of [
      [99, 'Aucun client 99.'],
      [blocked, 'Petit est bloqué : rien ne lui est vendu.'],
    ] as const) {
      const refusal = await sell(till, [line(1, 1200)], 1200, { customerId })
      expect(refusal).toMatchObject({ errors: [{ field: 'customerId', message }] })
    }
    expect(await sell(till, [line(1, 1200)], 1200)).toMatchObject({ number: 1 })
  })
})

describe('«avoir» (§5.4)', () => {
  test('gives back all of a sale: negative quantities, the money, the stock', async () => {
    const till = await startTestTill()
    await manageStock(till, 1)
    await till.post('/api/articles/1/stock', { direction: 'in', quantity: '3', reason: 'Livraison' })
    const stock = async () => (await till.get<ArticleStock>('/api/articles/1/stock')).body
    const sold = await sell(till, [line(1, 1200, '2'), line(13, 420)], 2820)
    expect(await stock()).toMatchObject({ onHandMilli: 1000 })
    const { status, body } = await credit(till, sold.number)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      number: 2,
      kind: 'credit_note',
      origin: { kind: 'sale', number: 1 },
      note: 'Avoir du ticket 1 : Froid',
      totalCents: -2820,
      netCents: -sold.netCents,
      vat: sold.vat.map(({ rate, totalCents }) => ({ rate, totalCents: -totalCents })),
      lines: [
        { definition: 'MARGHERITA', quantity: '-2.0', totalCents: -2400 },
        { quantity: '-1.0', totalCents: -420 },
      ],
      payments: [{ modeName: 'Espèces', cents: -2820 }],
    })
    expect(await stock()).toMatchObject({ onHandMilli: 3000 })
    expect((await till.get<Sale>('/api/sales/1')).body).toMatchObject({
      creditNotes: [2],
      lines: [{ creditedQuantity: '2.0' }, { creditedQuantity: '1.0' }],
    })
  })

  test('in parts, it comes back to the cent, and not twice', async () => {
    const till = await startTestTill()
    const discounted = { ...line(1, 1000, '3'), discount: { kind: 'amount' as const, cents: 100 } }
    const basket = {
      service: 'eat_in' as const,
      lines: [discounted],
      discount: { kind: 'amount' as const, cents: 100 },
    }
    const sold = await sell(till, [], 2800, { basket })
    const part = { lines: [{ rank: 0, quantity: '1' }] }
    const totals = []
    for (let count = 0; count < 3; count += 1)
      totals.push((await credit(till, sold.number, part)).body.totalCents)
    expect(totals.reduce((sum, cents) => sum + cents, 0)).toBe(-2800)
    expect(await credit(till, sold.number, part)).toMatchObject({
      status: 422,
      body: { message: 'MARGHERITA : il en reste 0 à rendre, pas 1.' },
    })
    expect(await credit(till, sold.number)).toMatchObject({
      status: 422,
      body: { message: `Tout le ticket n° ${sold.number} est déjà rendu.` },
    })
  })

  test('sent twice, it is recorded once; an «avoir» is not given back itself', async () => {
    const till = await startTestTill()
    const { number } = await sell(till, [line(1, 1200)], 1200)
    const draft = { draftId: crypto.randomUUID() }
    const [first, second] = [await credit(till, number, draft), await credit(till, number, draft)]
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body).toEqual(first.body)
    expect((await credit(till, first.body.number)).status).toBe(422)
  })

  test.each<[string, Partial<CreditForm>, string]>([
    ['nobody gives it back', { sellerId: 99 }, 'sellerId'],
    ['no reason', { reason: ' ' }, 'reason'],
    ['no mode', { modeId: 77 }, 'modeId'],
    ['a locked mode', { modeId: 7 }, 'modeId'],
    ['a quantity of words', { lines: [{ rank: 0, quantity: 'deux' }] }, 'lines'],
  ])('%s is refused beside %s', async (_, values, field) => {
    const till = await startTestTill()
    const { number } = await sell(till, [line(1, 1200)], 1200)
    expect(await credit(till, number, values)).toMatchObject({ status: 422, body: { errors: [{ field }] } })
    expect((await till.get<SaleRow[]>('/api/sales')).body).toHaveLength(1)
  })

  test.each([
    ['a line of another sale', [{ rank: 7, quantity: '1' }], "La ligne 8 n'est pas de ce ticket."],
    ['more than was sold', [{ rank: 0, quantity: '2' }], 'MARGHERITA : il en reste 1 à rendre, pas 2.'],
    [
      'the same line twice',
      [
        { rank: 0, quantity: '0.5' },
        { rank: 0, quantity: '0.5' },
      ],
      "La ligne 1 n'est pas de ce ticket.",
    ],
    ['nothing', [{ rank: 0, quantity: '0' }], 'MARGHERITA : il en reste 1 à rendre, pas 0.'],
  ])('%s is refused', async (_, lines, message) => {
    const till = await startTestTill()
    const { number } = await sell(till, [line(1, 1200)], 1200)
    expect(await credit(till, number, { lines })).toMatchObject({ status: 422, body: { message } })
  })

  test('a quantity has 3 decimals at most (kezia D4)', async () => {
    const till = await startTestTill()
    const { number } = await sell(till, [line(1, 1200)], 1200)
    const message = 'Ligne 1 : la quantité 0.1234567 a plus de 3 décimales.'
    expect(await credit(till, number, { lines: [{ rank: 0, quantity: '0.1234567' }] })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'lines', message }] },
    })
    const { status, body } = await credit(till, number, { lines: [{ rank: 0, quantity: '0.123' }] })
    expect({ status, quantity: body.lines[0]!.quantity }).toEqual({ status: 201, quantity: '-0.123' })
  })

  test('of a ticket that does not exist', async () => {
    const till = await startTestTill()
    expect(await credit(till, 12)).toMatchObject({ status: 404, body: { message: 'Aucun ticket n° 12.' } })
  })
})

describe('what is answered is what is stored', () => {
  test('a facture with a discount, a return and a menu, and its avoir, read again', async () => {
    const till = await startTestTill()
    const customerId = await customer(till, { city: 'Lille' })
    const basket = {
      service: 'take_away' as const,
      lines: [line(1, 1200, '2'), line(15, 550), line(11, 280), { ...line(13, 420), quantity: '-1' }],
      discount: { kind: 'percent' as const, percent: '10' },
    }
    // 10 % of the 28,50 sold; the 4,20 refunded are not discounted (counter T22).
    const sold = await sell(till, [], 2850 - 285 - 420, { basket, customerId })
    expect(sold).toMatchObject({ number: 1, kind: 'invoice', prints: 0 })
    expect((await till.get<Sale>('/api/sales/1')).body).toEqual(sold)
    const { body: credited } = await credit(till, 1, { lines: [{ rank: 0, quantity: '1' }] })
    expect((await till.get<Sale>('/api/sales/2')).body).toEqual(credited)
  })

  test('a text that SQLite cannot keep as it came is hashed as it is kept', async () => {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    await sell(till, [line(1, 1200)], 1200)
    const { body } = await credit(till, 1, { reason: 'Froid \ud83d' })
    expect((await till.get<Sale>('/api/sales/2')).body).toEqual(body)
    await till.close()
    const database = new Database(join(dataDir, 'till.sqlite'))
    expect(verifyChain(database)).toMatchObject({ problems: [], sales: 2 })
    database.close()
  })
})

describe('fingerprints (D64)', () => {
  /** A database as written by the version before migration 0140: one sale, hashed over all its columns. */
  function oldFile(): string {
    const file = join(temporaryFolder(), 'till.sqlite')
    const database = new Database(file)
    const before = migrations.filter(({ name }) => name < '0140')
    migrate(database, before, systemClock)
    const at = '2026-01-02T10:00:00Z'
    database.transaction(() => {
      database.exec(`insert into seller (id, code, name) values (1, '1', 'Léa')`)
      database.exec(
        `insert into sale values (1, 'draft', '${at}', 1, 1, 'Léa', 'eat_in', 'EUR', 0, 1000, 1200, 300)`,
      )
      database.exec(
        `insert into article (idart, definition, search_key, vat1_id, vat2_id, purchase_vat_id, created_at)
           select 1, 'TARTE', 'tarte', min(id), min(id), min(id), '${at}' from vat_rate`,
      )
      database.exec(
        `insert into sale_line values (1, 0, 1, 'T', 'TARTE', '1', 1200, 0, 0, 1200, '20.0', null, null)`,
      )
      database.exec(`insert into sale_vat values (1, '20.0', 1000, 200, 1200)`)
      database.exec(`insert into sale_payment values (1, 0, 1, 'Espèces', 1500)`)
      database.exec(`insert into number values ('ticket', 1)`)
      const rows = ['sale', 'sale_line', 'sale_vat', 'sale_payment'].map((table) =>
        database.all(`select * from ${table}`),
      )
      const hashed = JSON.stringify([firstHash, 1, 'sale', 1, at, rows])
      const hash = createHash('sha256').update(hashed).digest('hex')
      database.run(`insert into chain_entry values (1, 'sale', 1, ?, ?, ?)`, at, firstHash, hash)
    })
    database.close()
    return file
  }

  test('what was recorded before the documents existed verifies, and a younger column cannot be changed unseen', () => {
    const file = oldFile()
    const database = new Database(file)
    migrate(database, migrations, systemClock)
    expect(verifyChain(database)).toMatchObject({ problems: [], sales: 1, entries: 1 })
    database.close()
    for (const change of [
      `update sale set kind = 'invoice'`,
      `update sale set note = 'x'`,
      `update sale set channel = 'Uber'`,
      'update sale_line set depth = 1',
      'update sale_payment set is_deposit = 1',
    ]) {
      const copy = join(temporaryFolder(), 'till.sqlite')
      copyFileSync(file, copy)
      const sqlite = new DatabaseSync(copy)
      for (const { name } of sqlite.prepare(`select name from sqlite_schema where type = 'trigger'`).all())
        sqlite.exec(`drop trigger ${name}`)
      sqlite.exec(change)
      sqlite.close()
      const reader = new Database(copy)
      expect([change, verifyChain(reader).problems]).toEqual([
        change,
        [expect.stringContaining('not what was recorded')],
      ])
      reader.close()
    }
  })

  test('invoices, credit notes and their prints verify; they refuse any change by SQL', async () => {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    const { number } = await sell(till, [line(1, 1200)], 1200, {
      customerId: await customer(till),
      payments: [{ modeId: card, cents: 1200 }],
    })
    await credit(till, number, { modeId: card })
    await till.post(`/api/sales/${number}/prints`, {})
    await till.close()
    const sqlite = new DatabaseSync(join(dataDir, 'till.sqlite'))
    for (const table of ['sale', 'sale_line', 'sale_payment', 'chain_entry'])
      expect(() => sqlite.exec(`delete from ${table}`)).toThrow(`${table} is append-only`)
    sqlite.close()
    const database = new Database(join(dataDir, 'till.sqlite'))
    expect(verifyChain(database)).toMatchObject({ problems: [], sales: 2, entries: 3 })
    database.close()
  })
})
