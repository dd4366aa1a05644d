// What menus take off is shown apart from the discounts that sellers grant (contract, counter T71).
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { Journal } from '../../journals/wire.ts'
import { addPrinter, plugPrinter, printed } from '../../printing/testing/till.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../../testing/start.ts'
import { type ChainEntry, firstHash, hashOf, readRows } from '../chain.ts'
import { verifyChain } from '../verify.ts'
import type { Sale } from '../wire.ts'
import type { ClosingReport, Reading } from './wire.ts'

const lunch = [
  { idart: 1, quantity: '1', unitCents: 1200, discount: null },
  { idart: 15, quantity: '1', unitCents: 550, discount: null },
  { idart: 11, quantity: '1', unitCents: 280, discount: null },
]
const cola = { idart: 11, quantity: '1', unitCents: 280, discount: { kind: 'amount', cents: 30 } }

/** DEJEUNER, 16,50 instead of 20,30; a cola with 0,30 off; and 10 % off everything, 1,90. */
async function sellLunch(till: TestTill): Promise<Sale> {
  const { status, body } = await till.post<Sale>('/api/sales', {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    basket: { service: 'eat_in', lines: [...lunch, cola], discount: { kind: 'percent', percent: '10' } },
    payments: [{ modeId: 1, cents: 1710 }],
    totalCents: 1710,
  })
  expect([status, body]).toMatchObject([201, { totalCents: 1710, discountCents: 190 }])
  return body
}

const giveAllBack = async (till: TestTill, { number }: Sale) =>
  expect(
    await till.post(`/api/sales/${number}/credit`, {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      modeId: 1,
      reason: 'Froid',
    }),
  ).toMatchObject({ status: 201 })

const close = async (till: TestTill, number: number) =>
  (await till.post<ClosingReport>('/api/closings', { kind: 'day', number })).body
const readX = async (till: TestTill) => (await till.get<Reading>('/api/closings/now')).body.report

describe('«Menus» and «Remises accordées» (counter T71)', () => {
  const apart = { discountCents: 600, menuDiscountCents: 380 }

  test('stand apart on X, Z and in JOURNAUX (counter T71)', async () => {
    const [till, printer] = [await startTestTill(), await plugPrinter()]
    await addPrinter(till, printer, { printsTickets: true, columns: 32 })
    const { soldAt } = await sellLunch(till)
    expect(await readX(till)).toMatchObject(apart)
    await till.post('/api/closings/now/print', {})
    const closing = await close(till, 1)
    expect(closing).toMatchObject(apart)
    await till.post(`/api/closings/${closing.closing!.id}/print`, {})
    for (const paper of await printed(printer, 2)) {
      const lines = paper.split('\n').map((line) => line.trim().replace(/\s+/g, ' '))
      expect(lines).toEqual(expect.arrayContaining(['Menus 3,80 €', 'Remises accordées 2,20 €']))
    }
    const day = soldAt.slice(0, 10)
    const { body } = await till.get<Journal>(`/api/journals?from=${day}&to=${day}`)
    expect(body.totals).toMatchObject(apart)
  })

  test('an avoir takes back both (counter T71)', async () => {
    const till = await startTestTill()
    await giveAllBack(till, await sellLunch(till))
    expect(await close(till, 1)).toMatchObject({ totalCents: 0, discountCents: 0, menuDiscountCents: 0 })
  })

  test('a changed figure is found (counter T71, kezia D64)', async () => {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    await sellLunch(till)
    await close(till, 1)
    await till.close()
    const sqlite = openPastTriggers(dataDir)
    expect(problemsOf(sqlite)).toEqual([])
    for (const [table, forged] of [
      ['closing', '1'],
      ['closing', 'null'],
      ['sale_line', '1'],
      ['sale_line', 'null'],
    ]) {
      sqlite.exec(`begin; update ${table} set menu_discount_cents = ${forged} where menu_discount_cents > 0`)
      expect(problemsOf(sqlite)).toContainEqual(expect.stringContaining('is not what was recorded'))
      sqlite.exec('rollback')
    }
    sqlite.close()
  })
})

test('what was closed before menus were told apart verifies and prints as then (counter T71, kezia D64)', async () => {
  const dataDir = temporaryFolder()
  const first = await startTestTill({ dataDir })
  await sellLunch(first)
  const before = await close(first, 1)
  const sold = await sellLunch(first)
  await first.close()
  const sqlite = openPastTriggers(dataDir)
  writeAsBefore(sqlite)
  expect(problemsOf(sqlite)).toEqual([])
  sqlite.close()

  const till = await startTestTill({ dataDir })
  const { body: old } = await till.get<ClosingReport>(`/api/closings/${before.closing!.id}`)
  expect(old).toMatchObject({ discountCents: 600, menuDiscountCents: null })
  // Older lines are still counted separately, because a line in a menu had no other discount.
  expect(await readX(till)).toMatchObject({ discountCents: 600, menuDiscountCents: 380 })
  await giveAllBack(till, sold)
  expect(await close(till, 2)).toMatchObject({ discountCents: 0, menuDiscountCents: 0 })
  await till.close()
  const after = openPastTriggers(dataDir)
  expect(problemsOf(after)).toEqual([])
  after.close()
})

/** Opens the till's database without its triggers. */
function openPastTriggers(dataDir: string): DatabaseSync {
  const sqlite = new DatabaseSync(join(dataDir, 'till.sqlite'), { enableForeignKeyConstraints: false })
  for (const { name } of sqlite.prepare(`select name from sqlite_schema where type = 'trigger'`).all())
    sqlite.exec(`drop trigger ${name}`)
  return sqlite
}

const readerOf = (sqlite: DatabaseSync) => ({
  all: <T>(sql: string, ...values: (string | number | null)[]) => sqlite.prepare(sql).all(...values) as T[],
})
const problemsOf = (sqlite: DatabaseSync) => verifyChain(readerOf(sqlite)).problems

/** Rewrites rows and chain as the previous version wrote them, which hashed rows without this column. */
function writeAsBefore(sqlite: DatabaseSync): void {
  sqlite.exec(
    'update sale_line set menu_discount_cents = null; update closing set menu_discount_cents = null',
  )
  const reader = readerOf(sqlite)
  let previousHash = firstHash
  for (const entry of reader.all<ChainEntry>(
    'select position, kind, subject, at from chain_entry order by position',
  )) {
    const rows = readRows(reader, entry.kind, entry.subject).map((table) =>
      table.map(({ menu_discount_cents: _, ...row }) => row),
    )
    const hash = hashOf({ ...entry, previousHash }, rows)
    sqlite
      .prepare('update chain_entry set previous_hash = ?, hash = ? where position = ?')
      .run(previousHash, hash, entry.position)
    previousHash = hash
  }
}
