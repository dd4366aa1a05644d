import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Journal } from '../../journals/wire.ts'
import type { LongReader } from '../../long-readings/index.ts'
import { readings } from '../../long-readings/readings.ts'
import { Database } from '../../platform/database.ts'
import { createLive } from '../../platform/live.ts'
import { Settings } from '../../settings/index.ts'
import { sellAtCounter, settableClock } from '../../testing/counter-sale.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../../testing/start.ts'
import { close as closeDay } from './commands.ts'
import type { ClosingKind, ClosingReport, ClosingRow, Reading } from './wire.ts'

const [cash, card] = [1, 3]

/**
 * Sales with line and total discounts, a return, both VAT rates of an article, several modes, change and two sellers.
 */
async function sellTheDay(till: TestTill) {
  await sellAtCounter(till, {
    lines: [
      ['margherita', '1', { kind: 'percent', percent: '10' }],
      ['beer', '1', { kind: 'amount', cents: 20 }],
    ],
    discount: { kind: 'amount', cents: 150 },
    totalCents: 1330,
    paid: [[cash, 2000]],
  })
  await sellAtCounter(till, {
    lines: [['margherita'], ['cola', '3'], ['beer']],
    service: 'take_away',
    totalCents: 2460,
    paid: [
      [card, 2000],
      [cash, 500],
    ],
    sellerId: 2,
  })
  await sellAtCounter(till, { lines: [['margherita', '-1']], totalCents: -1200 })
}

const close = (till: TestTill, kind: ClosingKind, number: number) =>
  till.post<ClosingReport & { message?: string }>('/api/closings', { kind, number })
const readX = async (till: TestTill) => (await till.get<Reading>('/api/closings/now')).body
const rowsOf = ({ rows }: Pick<ClosingReport, 'rows'>, dimension: string) =>
  rows
    .filter((row) => row.dimension === dimension)
    .map(({ label, documentCount, netCents, vatCents, totalCents }) =>
      netCents === null
        ? [label, documentCount, totalCents]
        : [label, documentCount, netCents, vatCents, totalCents],
    )

const verify = (file: string) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('../verify-cli.ts', import.meta.url)), file], {
    encoding: 'utf8',
  })

describe('«Clôture» (§5.9, D64)', () => {
  test('totals by rate, mode, seller, channel and kind are those of the tickets; the change left the cash', async () => {
    const till = await startTestTill()
    await sellTheDay(till)
    const { status, body } = await close(till, 'day', 1)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      closing: { kind: 'day', number: 1, fingerprint: expect.stringMatching(/^4-[0-9a-f]{8}$/) },
      since: null,
      saleCount: 3,
      firstSale: 1,
      lastSale: 3,
      totalCents: 2590,
      discountCents: 290,
      perpetualCents: 2590,
      shop: { name: 'Pizzeria Roma' },
    })
    expect(body.netCents + body.vatCents).toBe(2590)
    expect(rowsOf(body, 'vat')).toEqual([
      ['5.5', 1, 796, 44, 840],
      ['10.0', 3, 883 + 1091 - 1091, 88 + 109 - 109, 971 + 1200 - 1200],
      ['20.0', 2, 299 + 350, 60 + 70, 359 + 420],
    ])
    expect(rowsOf(body, 'mode')).toEqual([
      ['Espèces', 3, 1330 + 460 - 1200],
      ['Cartes', 1, 2000],
    ])
    expect(rowsOf(body, 'seller').map(([name, count, , , total]) => [name, count, total])).toEqual([
      ['Léa', 2, 130],
      ['Marco', 1, 2460],
    ])
    expect(rowsOf(body, 'channel').map(([name, count]) => [name, count])).toEqual([['', 3]])
    expect(rowsOf(body, 'kind').map(([name, count]) => [name, count])).toEqual([['ticket', 3]])
    expect((await till.get(`/api/closings/${body.closing!.id}`)).body).toEqual(body)
  })

  test('«Lecture X» says the same and records nothing', async () => {
    const till = await startTestTill()
    await sellTheDay(till)
    const { report } = await readX(till)
    expect(await readX(till)).toMatchObject({ report: { closing: null, totalCents: 2590 } })
    expect((await till.get<ClosingRow[]>('/api/closings')).body).toEqual([])
    const { body } = await close(till, 'day', 1)
    expect(body.rows).toEqual(report.rows)
  })

  test('numbers have no gap, each closing begins after the one before it, and the grand total goes on', async () => {
    const till = await startTestTill()
    await sellTheDay(till)
    await close(till, 'day', 1)
    await sellAtCounter(till, { lines: [['cola']], totalCents: 280 })
    const { body } = await close(till, 'day', 2)
    expect(body).toMatchObject({ saleCount: 1, firstSale: 4, lastSale: 4, perpetualCents: 2870 })
    expect(body.since).not.toBeNull()
    const { body: rows } = await till.get<ClosingRow[]>('/api/closings')
    expect(rows.map(({ number, totalCents }) => [number, totalCents])).toEqual([
      [2, 280],
      [1, 2590],
    ])
  })

  test('asked twice it is made once, and nothing to close is no closing', async () => {
    const till = await startTestTill()
    expect(await close(till, 'day', 1)).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining("il n'y a rien à clôturer") },
    })
    await sellTheDay(till)
    expect((await close(till, 'day', 1)).status).toBe(201)
    expect((await close(till, 'day', 1)).status).toBe(409)
    expect(await close(till, 'day', 2)).toMatchObject({ status: 422 })
    expect((await till.get<ClosingRow[]>('/api/closings')).body).toHaveLength(1)
  })

  test.each(['null', '{}', '{"kind":"week","number":1}', '{"kind":"day","number":"1"}'])(
    'the body %s is refused',
    async (body) => {
      const till = await startTestTill()
      await sellTheDay(till)
      expect((await till.post('/api/closings', JSON.parse(body))).status).toBeGreaterThanOrEqual(409)
      expect((await till.get('/api/closings')).body).toEqual([])
    },
  )

  test('a month is closed once its days are, a year once its months are', async () => {
    const till = await startTestTill()
    await sellTheDay(till)
    expect(await close(till, 'month', 1)).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining("d'abord la clôture du jour") },
    })
    await close(till, 'day', 1)
    await sellAtCounter(till, { lines: [['cola']], totalCents: 280 })
    await close(till, 'day', 2)
    expect((await close(till, 'year', 1)).status).toBe(422)
    expect((await close(till, 'month', 1)).body).toMatchObject({ saleCount: 4, totalCents: 2870 })
    expect((await close(till, 'year', 1)).body).toMatchObject({ saleCount: 4, perpetualCents: 2870 })
    expect((await readX(till)).next).toMatchObject({
      day: { number: 3, refusal: expect.any(String) },
      month: { number: 2, refusal: expect.any(String) },
    })
  })

  test('a sale in «ATTENTE» is told, and counts in the next period', async () => {
    const till = await startTestTill()
    await sellTheDay(till)
    const line = { idart: 1, unitCents: 1200, quantity: '1', discount: null }
    await till.post('/api/parked-sales', {
      sellerId: 1,
      basket: { service: 'eat_in', lines: [line], discount: null },
    })
    expect(await readX(till)).toMatchObject({ parkedCount: 1, report: { saleCount: 3 } })
  })

  test('an evening over midnight is one closing and two days of the journal', async () => {
    const clock = settableClock('2026-11-27T22:50:00Z')
    const till = await startTestTill({ clock })
    await sellAtCounter(till, { lines: [['cola']], totalCents: 280 })
    clock.set('2026-11-27T23:10:00Z')
    await sellAtCounter(till, { lines: [['margherita']], totalCents: 1200 })
    clock.set('2026-11-28T00:30:00Z')
    expect((await close(till, 'day', 1)).body).toMatchObject({
      saleCount: 2,
      totalCents: 1480,
      at: '2026-11-28T00:30:00Z',
    })
    const { body } = await till.get<Journal>('/api/journals?from=2026-11-27&to=2026-11-28')
    expect(body.days).toMatchObject([
      { day: '2026-11-27', totalCents: 280 },
      { day: '2026-11-28', totalCents: 1200 },
    ])
  })

  test('no sale is dated before the last closing, even when the clock goes back', async () => {
    const clock = settableClock('2026-11-27T22:00:00Z')
    const till = await startTestTill({ clock })
    await sellTheDay(till)
    await close(till, 'day', 1)
    clock.set('2026-11-26T08:00:00Z')
    const { soldAt } = await sellAtCounter(till, { lines: [['cola']], totalCents: 280 })
    expect(soldAt).toBe('2026-11-27T22:00:00Z')
    expect((await close(till, 'day', 2)).body).toMatchObject({ saleCount: 1, at: '2026-11-27T22:00:00Z' })
  })
})

describe('a closing that is summed beside the counter (D64)', () => {
  /** A till and a requested closing of its first day, whose summing waits until `sum` is called. */
  async function closing(clock = settableClock('2026-11-27T22:00:00Z')) {
    const dataDir = temporaryFolder()
    let database!: Database
    const till = await startTestTill({
      dataDir,
      clock,
      openDatabase: (...args) => (database = new Database(...args)),
    })
    await sellTheDay(till)
    const tools = { database, settings: new Settings(database), clock, live: createLive() }
    const { promise: mayBeSummed, resolve: sum } = Promise.withResolvers<void>()
    const readLong: LongReader = async (kind, asked) => {
      await mayBeSummed
      return readings[kind].read(tools, asked)
    }
    const ask = () => closeDay(tools, readLong, { kind: 'day', number: 1 })
    return { till, ask, sum, file: join(dataDir, 'till.sqlite') }
  }

  test('covers what was sold when it was asked for; what is sold meanwhile is in the next one, once', async () => {
    const { till, ask, sum, file } = await closing()
    const first = ask()
    await sellAtCounter(till, { lines: [['cola']], totalCents: 280 })
    expect((await till.get('/api/closings')).body).toEqual([])
    sum()
    expect(await first).toMatchObject({ saleCount: 3, lastSale: 3, totalCents: 2590 })
    expect((await close(till, 'day', 2)).body).toMatchObject({
      saleCount: 1,
      firstSale: 4,
      perpetualCents: 2870,
    })
    await till.close()
    const { stdout, stderr } = verify(file)
    expect(stdout + stderr).toContain('The chain is intact: 4 sales')
  })

  test('is made once, however often it is asked for meanwhile', async () => {
    const { till, ask, sum } = await closing()
    const answers = Promise.allSettled([ask(), ask()])
    sum()
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect((await till.get<ClosingRow[]>('/api/closings')).body).toHaveLength(1)
  })

  test('is not dated after a sale made while the clock went back', async () => {
    const clock = settableClock('2026-11-27T22:00:00Z')
    const { till, ask, sum, file } = await closing(clock)
    clock.set('2026-11-27T23:00:00Z')
    const first = ask()
    clock.set('2026-11-27T22:30:00Z')
    await sellAtCounter(till, { lines: [['cola']], totalCents: 280 })
    sum()
    expect((await first).at).toBe('2026-11-27T22:30:00Z')
    await till.close()
    const { stdout, stderr } = verify(file)
    expect(stdout + stderr).toContain('The chain is intact: 4 sales')
  })

  test('comes from a thread when there is much to sum', async () => {
    const till = await startTestTill({ mostSalesAtOnce: 0 })
    await sellTheDay(till)
    expect(await close(till, 'day', 1)).toMatchObject({ status: 201, body: { totalCents: 2590 } })
  })
})

describe('the chain of closings (D64)', () => {
  async function twoClosings() {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    await sellTheDay(till)
    await close(till, 'day', 1)
    await sellAtCounter(till, { lines: [['cola']], totalCents: 280 })
    await close(till, 'day', 2)
    await close(till, 'month', 1)
    await till.close()
    return join(dataDir, 'till.sqlite')
  }

  test('closings verify with the sales; whatever is changed in them is found', async () => {
    const file = await twoClosings()
    const intact = verify(file)
    expect(intact.stderr).toBe('')
    expect(intact.stdout).toContain('The chain is intact: 4 sales, 7 entries')
    for (const [change, problem] of [
      [`update closing set closed_at = '2099-01-01T00:00:00Z' where id = 3`, 'is not what was recorded'],
      ['update closing set perpetual_cents = 1 where id = 3', 'its totals are not those'],
      [
        `update closing_total set total_cents = 1 where closing_id = 1 and rank = 0`,
        'its totals are not those',
      ],
      ['delete from closing_total where closing_id = 2', 'its totals are not those'],
      [`update sale_payment set mode_id = 3 where sale_number = 1`, 'closing 1 (day 1): its totals'],
      [`update sale set sold_at = '2020-01-01T00:00:00Z' where number = 4`, 'sale 4: is dated before'],
      ['delete from closing where id = 2', 'the one before it is missing'],
      [`delete from closing where id = 3; delete from chain_entry where position = 7`, 'is gone'],
    ] as const) {
      const copy = join(temporaryFolder(), 'till.sqlite')
      copyFileSync(file, copy)
      tamper(copy, change)
      const { status, stderr } = verify(copy)
      expect([change, status]).toEqual([change, 1])
      expect(stderr).toContain(problem)
    }
  })

  test('a forged fingerprint does not hide totals that are not those of the tickets', async () => {
    const file = await twoClosings()
    tamper(file, 'update closing set net_cents = net_cents + 1, vat_cents = vat_cents - 1 where id = 1')
    expect(verify(file).stderr).toContain('closing 1 (day 1): its totals are not those of its documents')
  })

  test('closings refuse any change by SQL, and sales dated before them', async () => {
    const sqlite = new DatabaseSync(await twoClosings())
    expect(() => sqlite.exec('update closing set total_cents = 0')).toThrow('closing is append-only')
    expect(() => sqlite.exec('delete from closing_total')).toThrow('closing_total is append-only')
    expect(() =>
      sqlite.exec(`insert into sale (number, draft_id, sold_at, station, seller_id, seller_name, service, currency,
        discount_cents, net_cents, total_cents, change_cents)
        values (9, 'x', '2020-01-01T00:00:00Z', 1, 1, 'Léa', 'eat_in', 'EUR', 0, 0, 0, 0)`),
    ).toThrow('nothing is dated before a closing')
    sqlite.close()
  })
})

/** Changes the file as an attacker with access to it would, without the triggers. */
function tamper(file: string, changes: string) {
  const sqlite = new DatabaseSync(file, { enableForeignKeyConstraints: false })
  const triggers = sqlite.prepare(`select name from sqlite_schema where type = 'trigger'`).all()
  for (const { name } of triggers) sqlite.exec(`drop trigger ${name}`)
  sqlite.exec(changes)
  sqlite.close()
}
