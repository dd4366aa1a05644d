import { expect, test } from 'vitest'
import type { TillConfig } from '../../config.ts'
import { Database } from '../../platform/database.ts'
import { changeArticle } from '../../testing/change-article.ts'
import { manageStock } from '../../testing/manage-stock.ts'
import { startStubHub } from '../testing/stub-hub.ts'
import { jumpingClock, startConnectedTill, until } from '../testing/till.ts'
import type { CatalogExport } from './wire.ts'

/** Records how many articles the server itself reads at once. */
class Watched extends Database {
  mostAtOnce = 0

  override all<T>(sql: string, ...values: (string | number | null)[]): T[] {
    const rows = super.all<T>(sql, ...values)
    if (/from article a\b/.test(sql)) this.mostAtOnce = Math.max(this.mostAtOnce, rows.length)
    return rows
  }
}

async function started(overrides: Partial<TillConfig> = {}) {
  const hub = await startStubHub()
  const clock = jumpingClock()
  let database!: Watched
  const till = await startConnectedTill(hub, {
    clock,
    openDatabase: (...args) => (database = new Watched(...args)),
    ...overrides,
  })
  await till.put('/api/hub/options', { isStockManaged: true })
  await manageStock(till, 1)
  database.mostAtOnce = 0
  const sent = async () => {
    expect((await till.post('/api/hub/export', {})).status).toBe(200)
    await until(async () =>
      expect((await till.get<CatalogExport>('/api/hub/export')).body.state).toBe('done'),
    )
    return hub.catalogs.get('q9f4x')!.data
  }
  return { hub, till, clock, database, sent }
}

test('a long catalogue is built beside the counter: it is shown, saved and sent the same (kezia R-X1, D15)', async () => {
  const short = await started()
  const long = await started({ mostSalesAtOnce: 0 })
  const text = async ({ till: { url } }: typeof short, path: string) => (await fetch(url + path)).text()
  for (const path of ['/api/hub/catalog', '/api/hub/catalog.json', '/api/hub/catalog.csv'])
    expect(await text(long, path)).toBe(await text(short, path))
  expect(await long.sent()).toEqual(await short.sent())
  expect(long.hub.calls(/PUT .*inventory/)).toHaveLength(1)
  expect(short.database.mostAtOnce).toBeGreaterThan(10)
  expect(long.database.mostAtOnce).toBeLessThan(10)
})

test('so is the one that «Envoyer les articles» sends (kezia D57)', async () => {
  const { hub, till, clock, database } = await started({ mostSalesAtOnce: 0 })
  await till.put('/api/hub/options', { isArticlesAutomatic: true })
  await changeArticle(till, 1, { definition: 'MARGHERITA BIO' })
  clock.jump({ seconds: 61 })
  await until(() =>
    expect(hub.catalogs.get('q9f4x')!.data.products).toContainEqual(
      expect.objectContaining({ ref: '1', name: 'MARGHERITA BIO' }),
    ),
  )
  expect(database.mostAtOnce).toBeLessThan(10)
})

test('while a catalogue is being built another export is refused, and the next one is not', async () => {
  const { till, sent } = await started({ mostSalesAtOnce: 0 })
  const answers = await Promise.all([till.post('/api/hub/export', {}), till.post('/api/hub/export', {})])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  await until(async () => expect((await till.get<CatalogExport>('/api/hub/export')).body.state).toBe('done'))
  expect((await sent()).products).not.toEqual([])
})
