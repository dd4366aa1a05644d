import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportPreview, ImportRun } from '../../apps/till/src/exchange/wire.ts'
import { keyMs, longestWait } from './longest-wait.ts'
import { startProcess } from './process.ts'
import type { Figure } from './report.ts'
import { round } from './statistics.ts'
import { fillArticles, fillSales } from './till-data.ts'
import { fillWebOrders } from './till-orders.ts'
import { openTillSubject } from './till-subject.ts'

const idleMs = 3_000

interface Plan {
  sales: number
  articles: number
  webOrders: number
  /** Of the file that is imported. */
  rows: number
}

const firstCode = 9_900_000

/** Articles that the till does not have, each with its code, its bar code and its stock. */
const csvOf = (rows: number) =>
  Buffer.from(
    [
      'Definition;Code interne;EAN;Rayon;Prix de Vente TTC;Taux TVA 1;Gestion stock;Stock',
      ...Array.from(
        { length: rows },
        (_, index) =>
          `PLAT ${index};P${index};${firstCode + index};RAYON ${index % 20};9,50;10;Oui;${index % 50}`,
      ),
    ].join('\n'),
  )

/** How long the counter waits for the longest work of the back office, on a till of some years. */
export async function measureBlocking(plan: Plan): Promise<Figure[]> {
  const { sales, articles, webOrders } = plan
  const folder = await mkdtemp(join(tmpdir(), 'till-bench-'))
  try {
    const subject = await openTillSubject(join(folder, 'till'))
    fillSales(subject.database, sales)
    fillArticles(subject.database, articles)
    fillWebOrders(subject.database, webOrders)
    await subject.close()
    // Filled without waiting for the disk: the first wait of the till would be for all of it.
    await using file = await open(join(folder, 'till', 'till.sqlite'))
    await file.sync()
    const nowhere = 'http://127.0.0.1:9'
    const settings = {
      DATA_DIR: folder,
      TILL_PORT: '0',
      HUB_API_ORIGIN: nowhere,
      HUB_MANAGER_ORIGIN: nowhere,
    }
    const till = await startProcess('apps/till/src/main.ts', settings)
    try {
      return await measure(till.origin, plan)
    } finally {
      await till.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(origin: string, { sales, articles, webOrders, rows }: Plan): Promise<Figure[]> {
  const call = async (method: string, path: string, body?: string | Buffer<ArrayBuffer>) => {
    const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream'
    const headers = { origin, ...(body !== undefined && { 'content-type': type }) }
    const answer = await fetch(`${origin}${path}`, { method, headers, ...(body !== undefined && { body }) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const file = csvOf(rows)
  let preview!: ImportPreview
  const readFile = async () => {
    const answer = await call('POST', '/api/exchange/imports?dataset=articles&name=carte.csv', file)
    preview = (await answer.json()) as ImportPreview
  }
  const importFile = async () => {
    await call('POST', `/api/exchange/imports/${preview.id}/application`, '{}')
    const current = async () =>
      ((await (await call('GET', '/api/exchange/imports/current')).json()) as { run: ImportRun }).run
    let run = await current()
    while (run.state === 'running') run = await current()
    if (run.done !== rows) throw new Error(`Imported ${run.done} of ${rows} rows: ${run.reason}`)
  }
  const close = (kind: string) => () => call('POST', '/api/closings', JSON.stringify({ kind, number: 1 }))
  const years = 'from=2023-01-01&to=2026-12-31'
  const works: [string, () => Promise<unknown>][] = [
    [`«Commandes Web» of ${webOrders} orders`, () => call('GET', '/api/web-orders')],
    ['those of a channel that sent none', () => call('GET', '/api/web-orders?channel=Personne')],
    [`the catalogue of ${articles} articles previewed`, () => call('GET', '/api/hub/catalog')],
    ['it is saved as JSON', () => call('GET', '/api/hub/catalog.json')],
    [`a file of ${rows} articles read`, readFile],
    ['it is imported', importFile],
    [`«Clôture» of a day of ${sales} sales`, close('day')],
    ['of the month', close('month')],
    ['of the year', close('year')],
    ['STATISTIQUES of them', () => call('GET', `/api/statistics?${years}`)],
    [
      'their pieces exported as CSV',
      () => call('GET', '/api/exchange/export?dataset=documents&format=csv&from=01/01/2023&to=31/12/2026'),
    ],
    ['a backup', () => call('POST', '/api/backups', '{}')],
  ]
  const idle = await longestWait(origin, () => new Promise((resolve) => setTimeout(resolve, idleMs)))
  const figures: Figure[] = [
    { what: 'longest wait of a request, ms: nothing else', measured: round(idle, 0) },
  ]
  for (const [what, work] of works) {
    const ms = await longestWait(origin, work)
    figures.push({ what: `… while ${what}`, measured: round(ms, 0), goal: `< ${keyMs}`, isMet: ms < keyMs })
  }
  return figures
}
