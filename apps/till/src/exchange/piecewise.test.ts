// Imports are written in batches while the counter keeps working (kezia D63).
import { expect, test } from 'vitest'
import { changeArticle } from '../testing/change-article.ts'
import { sellAtCounter } from '../testing/counter-sale.ts'
import { startTillProcess } from '../testing/process.ts'
import { startTestTill, type TillCalls } from '../testing/start.ts'
import { apply, csv, currentImport, dryRun, exportFile, importFile, linesOf, startImport } from './testing.ts'

/** These articles have no id or code, so that every row creates a new one. */
const many = 12_000
const heading = 'IDART;Definition;Prix de Vente TTC;Taux TVA 1'
const newArticles = (count: number) => Array.from({ length: count }, (_, index) => `;PLAT ${index};1,00;10`)
const file = csv(heading, ...newArticles(many))

const demoArticles = 18
const definitions = async (till: TillCalls) =>
  linesOf((await exportFile(till, 'articles', 'csv')).bytes)
    .slice(1 + demoArticles)
    .map((line) => line.split(';')[1])
const namesUpTo = (count: number) => Array.from({ length: count }, (_, index) => `PLAT ${index}`)

async function start(till: TillCalls, bytes = file) {
  const { body } = await dryRun(till, 'articles', 'carte.csv', bytes)
  expect(body.problems).toEqual([])
  expect(await startImport(till, body)).toMatchObject({
    status: 202,
    body: { state: 'running', fileName: 'carte.csv', dataset: 'articles' },
  })
}

/** Waits until some rows are written, but not all. */
async function middleOf(till: TillCalls): Promise<void> {
  let run = await currentImport(till)
  while (run.done === 0) run = await currentImport(till)
  expect(run.state).toBe('running')
}

test('the counter sells while an import is written, and a second one is refused with a sentence', async () => {
  const till = await startTestTill()
  const other = csv('IDART;Definition', '1;MARGUERITE')
  const { body: waiting } = await dryRun(till, 'articles', 'autre.csv', other)
  await start(till)
  const busy = {
    status: 409,
    body: {
      message: expect.stringMatching(/^L'import de « carte.csv » est en cours \(\d+ ligne\(s\) sur 12000\)/),
    },
  }
  expect(await dryRun(till, 'articles', 'autre.csv', other)).toMatchObject(busy)
  expect(await startImport(till, waiting)).toMatchObject(busy)
  await sellAtCounter(till, { lines: [['cola']], totalCents: 280 })
  expect((await currentImport(till)).state).toBe('running')
  while ((await currentImport(till)).state === 'running')
    await sellAtCounter(till, { lines: [['cola']], totalCents: 280 })
  expect(await currentImport(till)).toMatchObject({ state: 'done', done: many, creations: many })
  expect(await definitions(till)).toEqual(namesUpTo(many))
  expect(await apply(till, waiting)).toMatchObject({ status: 202, body: { changes: 1 } })
})

test('«Annuler» stops between two rows and says how far it came; the same file again goes on there, once', async () => {
  const till = await startTestTill()
  await start(till)
  await middleOf(till)
  const { run } = (
    await till.post<{ run: { done: number; lastRow: number } }>('/api/exchange/imports/current/stop', {})
  ).body
  expect(run).toMatchObject({ state: 'stopped', reason: 'Annulé.', total: many, lastRow: run.done + 1 })
  expect(await definitions(till)).toEqual(namesUpTo(run.done))
  await importFile(till, 'articles', 'autre.csv', csv('IDART;Definition', '1;MARGUERITE'))

  const { body: rest } = await dryRun(till, 'articles', 'copie.csv', file)
  expect(rest).toMatchObject({
    written: { rows: run.done, lastRow: run.lastRow },
    rows: many - run.done,
    creations: many - run.done,
  })
  expect((await apply(till, rest)).body).toMatchObject({
    state: 'done',
    done: many,
    creations: many - run.done,
  })
  expect(await definitions(till)).toEqual(namesUpTo(many))
  expect((await dryRun(till, 'articles', 'carte.csv', file)).body).toMatchObject({
    written: null,
    rows: many,
  })
})

test('killed in the middle, the till tells at its start what was written, and writes the rest of the same file', async () => {
  const till = await startTillProcess()
  await start(till)
  await middleOf(till)
  await till.kill()
  await till.restart()
  const run = await currentImport(till)
  expect(run).toMatchObject({
    state: 'stopped',
    reason: "La caisse s'est arrêtée pendant l'import.",
    total: many,
  })
  expect(run.done).toBeGreaterThan(0)
  expect(await definitions(till)).toEqual(namesUpTo(run.done))
  const { body: jet } = await till.get<{ events: { what: string }[] }>('/api/technical-events?kind=import')
  expect(jet.events[0]!.what).toContain(
    `Import de carte.csv interrompu après la ligne ${run.lastRow} : ${run.done}`,
  )

  await importFile(till, 'articles', 'carte.csv', file)
  expect(await definitions(till)).toEqual(namesUpTo(many))
})

test('a fiche that someone changes meanwhile is left alone, and stops the import before its row', async () => {
  const till = await startTestTill()
  await start(till, csv(heading, ...newArticles(many), '1;MARGUERITE;12,00;10', ';DERNIER;1,00;10'))
  await changeArticle(till, 1, { definition: 'REINE' })
  while ((await currentImport(till)).state === 'running');
  const run = await currentImport(till)
  expect(run).toMatchObject({
    state: 'stopped',
    reason: `Ligne ${many + 2} : « REINE » a été modifié pendant l'import.`,
  })
  expect(run.lastRow).toBeLessThan(many + 2)
  expect(await definitions(till)).toEqual(namesUpTo(run.done))
})

test('a stock is what the file counted, whatever was sold since it was read', async () => {
  const till = await startTestTill()
  await importFile(till, 'articles', 'a.csv', csv('IDART;Gestion stock;Stock', '11;Oui;10'))
  const { body } = await dryRun(till, 'stock', 'stock.csv', csv('IDART;Stock théorique', '11;8'))
  await sellAtCounter(till, { lines: [['cola', '3']], totalCents: 840 })
  expect(await apply(till, body)).toMatchObject({ status: 202, body: { stockChanges: 1 } })
  expect((await till.get('/api/articles/11/stock')).body).toMatchObject({ onHandMilli: 8000 })
})
