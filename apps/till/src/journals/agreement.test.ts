// All lists and totals agree for any sequence of sales, returns, deposits and closings (contract, kezia §5.7, §5.9,
// D64). `PROPERTY_RUNS=50` runs more sequences.
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { checkProperty, propertyTimeout } from '@hub/testing/property'
import { expect, test } from 'vitest'
import type { ArticleSettings } from '../article-settings/wire.ts'
import type { ArticleDetails } from '../articles/wire.ts'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { jumpingClock, startConnectedTill } from '../connector/testing/till.ts'
import { exportFile, linesOf } from '../exchange/testing.ts'
import { keptLinesOf } from '../orders/lines.ts'
import type { Reading } from '../sales/closings/wire.ts'
import { verifyChain } from '../sales/verify.ts'
import type { ComposableMenu, Sale, SellableArticle, SellableMenu } from '../sales/wire.ts'
import type { Statistics } from '../statistics/wire.ts'
import { milliOf } from '../stock/index.ts'
import type { ArticleStock } from '../stock/wire.ts'
import { changeArticle } from '../testing/change-article.ts'
import { manageStock } from '../testing/manage-stock.ts'
import { type Played, play, type Shop } from '../testing/play.ts'
import { type Act, randomActs } from '../testing/random-day.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import type { Journal, SaleList, SettlementList, TotalDimension } from './wire.ts'

/** The evening before the end of daylight saving time; the acts may span two weeks. */
const start = Temporal.Instant.from('2026-10-24T20:40:00Z')
const period = 'from=2026-10-24&to=2026-11-20'

/** MARGHERITA, its option TOMATES and COLA have stock management, starting at 0. */
const stocked = [1, 6, 11]

interface Template extends Pick<Shop, 'shelf' | 'menus' | 'composable' | 'idcli'> {
  file: string
}

/** One template per value of «Calcul par remise». */
const templates = new Map<boolean, Template>()

/**
 * The demo's articles plus one with two tariffs, and «Pas de remise» on the wine. Each run starts with a copy of this
 * file, because creating it takes as long as the run.
 */
async function templateFor(menusByDiscount: boolean): Promise<Template> {
  const known = templates.get(menusByDiscount)
  if (known) return known
  const dataDir = temporaryFolder()
  const till = await startTestTill({ clock: clockAtStart(), dataDir })
  const { body: webOrders } = await till.get<object>('/api/web-order-settings')
  await till.put('/api/web-order-settings', { ...webOrders, isFullDeposit: menusByDiscount })
  const { body: settings } = await till.get<ArticleSettings>('/api/article-settings')
  await till.put('/api/article-settings', { ...settings, menusByDiscount })
  await changeArticle(till, 14, { isDiscountForbidden: true })
  for (const idart of stocked) await manageStock(till, idart)
  await till.post<ArticleDetails>('/api/articles', {
    definition: 'FOCACCIA',
    price: '6,50',
    vat1Id: 3,
    tariffs: ['5,15', '8,25'].map((price) => ({ idtar: null, title: price, price })),
  })
  const person = { lastName: 'Petit', firstName: 'Léa', civility: '' }
  const { body: customer } = await till.post<{ idcli: number }>('/api/customers', person)
  const { body: shelf } = await till.get<SellableArticle[]>('/api/counter/articles')
  const { body: menus } = await till.get<SellableMenu[]>('/api/counter/menus')
  const composable: ComposableMenu[] = []
  for (const { idart } of menus)
    composable.push((await till.get<ComposableMenu>(`/api/counter/menus/${idart}`)).body)
  await till.close()
  const template = { file: join(dataDir, 'till.sqlite'), shelf, menus, composable, idcli: customer.idcli }
  templates.set(menusByDiscount, template)
  return template
}

function clockAtStart() {
  const clock = jumpingClock()
  clock.jump(Temporal.Now.instant().until(start))
  return clock
}

async function openShop(dataDir: string, menusByDiscount: boolean): Promise<Shop> {
  const { file, ...known } = await templateFor(menusByDiscount)
  copyFileSync(file, join(dataDir, 'till.sqlite'))
  const clock = clockAtStart()
  const hub = await startStubHub()
  const till = await startConnectedTill(hub, { clock, dataDir })
  return { ...known, hub, till, clock, isFullDeposit: menusByDiscount }
}

const sum = (amounts: number[]) => amounts.reduce((total, cents) => total + cents, 0)
const cents = (text: string) => Number(text.replace(',', ''))

/** The sum of a column of an exported file. */
async function exported(till: TestTill, dataset: Parameters<typeof exportFile>[1], ...headings: string[]) {
  const days = '&from=24/10/2026&to=20/11/2026'
  const [heading, ...lines] = linesOf((await exportFile(till, dataset, 'csv', days)).bytes)
  const columns = headings.map((name) => heading!.split(';').indexOf(name))
  return columns.map((column) => sum(lines.map((line) => cents(line.split(';')[column]!))))
}

/** Compares every list and total that shows the turnover or the payments of the period. */
async function expectAgreement({ till }: Shop, { sales, closings, heldCents, appliedCents }: Played) {
  const totalCents = sum(sales.map((sale) => sale.totalCents))
  const netCents = sum(sales.map((sale) => sale.netCents))
  const turnover = { saleCount: sales.length, netCents, totalCents }

  const { body: journal } = await till.get<Journal>(`/api/journals?${period}`)
  expect(journal.totals).toMatchObject({ ...turnover, vatCents: totalCents - netCents })
  const rows = (dimension: TotalDimension) => journal.totals.rows.filter((row) => row.dimension === dimension)
  for (const dimension of ['vat', 'seller', 'channel', 'kind'] as const) {
    const own = rows(dimension)
    expect([dimension, sum(own.map((row) => row.totalCents))]).toEqual([dimension, totalCents])
    expect([dimension, sum(own.map((row) => row.netCents!))]).toEqual([dimension, netCents])
  }
  expect({
    saleCount: sum(journal.days.map((day) => day.saleCount)),
    netCents: sum(journal.days.map((day) => day.netCents)),
    totalCents: sum(journal.days.map((day) => day.totalCents)),
  }).toEqual(turnover)

  const { body: list } = await till.get<SaleList>(`/api/documents?${period}`)
  expect(list).toMatchObject({ total: sales.length, netCents, totalCents })
  const { body: settled } = await till.get<SettlementList>(`/api/settlements?${period}`)
  const moneyCents = totalCents + heldCents - appliedCents
  expect(sum(settled.rows.map(({ givenCents, changeCents }) => givenCents - changeCents))).toBe(moneyCents)
  for (const { modeId, cents: modeCents } of settled.modes) {
    const own = settled.rows.filter((row) => row.modeId === modeId)
    expect(sum(own.map(({ givenCents, changeCents }) => givenCents - changeCents))).toBe(modeCents)
  }
  expect(sum(rows('mode').map((row) => row.totalCents))).toBe(moneyCents)

  const { body: statistics } = await till.get<Statistics>(`/api/statistics?${period}`)
  expect(statistics.current).toEqual(turnover)
  for (const bars of ['steps', 'hours', 'articles', 'rayons'] as const)
    expect([bars, sum(statistics[bars].map((bar) => bar.totalCents))]).toEqual([bars, totalCents])

  expect(await exported(till, 'documents', 'Total HT', 'Total TTC')).toEqual([netCents, totalCents])
  expect(await exported(till, 'sales', 'Total TTC')).toEqual([totalCents])
  expect(await exported(till, 'vat-journal', 'Base HT', 'TVA', 'Total TTC')).toEqual([
    netCents,
    totalCents - netCents,
    totalCents,
  ])
  expect(await exported(till, 'settlements', 'Montant')).toEqual([moneyCents])

  const { report } = (await till.get<Reading>('/api/closings/now')).body
  const parts = [...closings, report]
  for (const key of ['saleCount', 'netCents', 'totalCents', 'discountCents', 'menuDiscountCents'] as const)
    expect([key, sum(parts.map((part) => part[key] ?? Number.NaN))]).toEqual([key, journal.totals[key]])
  expect(report.perpetualCents).toBe(totalCents)
  const byKey = (all: typeof journal.totals.rows) =>
    Object.fromEntries(
      [...Map.groupBy(all, ({ dimension, key }) => `${dimension} ${key}`)]
        .map(([key, own]) => [key, sum(own.map((row) => row.totalCents))] as const)
        .sort(),
    )
  expect(byKey(parts.flatMap((part) => part.rows))).toEqual(byKey(journal.totals.rows))
}

/** Stock movements match the documents, and open orders reserve what they will take. */
async function expectStock({ till }: Shop, { sales, open }: Played) {
  const milli = (lines: { idart: number | null; quantity: string }[], idart: number) =>
    sum(lines.filter((line) => line.idart === idart).map(({ quantity }) => milliOf(quantity)))
  const kept = open.flatMap(keptLinesOf).map(({ article, quantity }) => ({ idart: article.idart, quantity }))
  for (const idart of stocked) {
    const { body } = await till.get<ArticleStock>(`/api/articles/${idart}/stock`)
    const sold = milli(
      sales.flatMap(({ lines }) => lines),
      idart,
    )
    expect([idart, body.onHandMilli + sold, body.reservedMilli]).toEqual([idart, 0, milli(kept, idart)])
  }
}

/** The totals of a document match its parts, and credit notes never give back more than was sold. */
function expectWhole(sale: Sale) {
  const { lines, vat, payments, totalCents, netCents, changeCents } = sale
  expect(sum(lines.map((line) => line.totalCents - line.sharedDiscountCents))).toBe(totalCents)
  expect(sum(vat.map((rate) => rate.totalCents))).toBe(totalCents)
  expect(sum(vat.map((rate) => rate.netCents))).toBe(netCents)
  expect(sum(payments.map((payment) => payment.cents)) - changeCents).toBe(totalCents)
}

/** The problems that `npm run -s till:verify-chain` reports. */
function chainProblems(dataDir: string): string[] {
  const sqlite = new DatabaseSync(join(dataDir, 'till.sqlite'), { readOnly: true })
  const all = <T>(sql: string, ...values: (string | number)[]) => sqlite.prepare(sql).all(...values) as T[]
  const { problems } = verifyChain({ all })
  sqlite.close()
  return problems
}

async function expectDayAgrees(acts: Act[], menusByDiscount: boolean) {
  const dataDir = temporaryFolder()
  const shop = await openShop(dataDir, menusByDiscount)
  try {
    const played = await play(shop, acts)
    for (const sale of played.sales) expectWhole(sale)
    await expectAgreement(shop, played)
    await expectStock(shop, played)
  } finally {
    await shop.till.close()
    await shop.hub.stop()
  }
  expect(chainProblems(dataDir)).toEqual([])
  rmSync(dataDir, { recursive: true })
}

test.each([true, false])(
  'the journal, the pieces, the settlements, the statistics, the exports and the closings agree on random days («Calcul par remise» %s)',
  async (menusByDiscount) => {
    await checkProperty([randomActs], (acts) => expectDayAgrees(acts, menusByDiscount), { runs: 2 })
  },
  propertyTimeout(120_000),
)

/** An order of −1,40 for which the source reports a refund of 5,00. */
const refundedBeyond: Act = {
  kind: 'web order',
  items: [{ ref: '2', cents: 0, quantity: 1, hasOption: false }],
  chargeCents: -150,
  discountCents: 0,
  discrepancyCents: 10,
  serviceType: 'delivery',
  paidBy: 'refunded',
  end: 'invoiced',
}

test.each([true, false])(
  'a source that refunded more than a total below 0 is believed («Calcul par remise» %s) (kezia D40)',
  async (menusByDiscount) => {
    await expectDayAgrees([refundedBeyond, { kind: 'closing' }], menusByDiscount)
  },
)
