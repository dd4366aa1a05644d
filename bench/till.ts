// `npm run bench -- till [--only sales,blocking,screens,export,arrivals] [--sales 200000] [--rounds 5] [--short]`: the
// till beside what its disk and its hub can do.
import { parseArgs } from 'node:util'
import { conclude, type Figure, report } from './lib/report.ts'
import { measureArrivals } from './lib/till-arrivals.ts'
import { measureBlocking } from './lib/till-blocking.ts'
import { measureExport } from './lib/till-export.ts'
import { measureSales } from './lib/till-sales.ts'
import { measureScreens } from './lib/till-screens.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'sales,blocking,screens,export,arrivals' },
    sales: { type: 'string' },
    rounds: { type: 'string' },
    /** A minute in all: fewer of everything, and figures that say less. */
    short: { type: 'boolean', default: false },
  },
})
const { short } = values
const sales = Number(values.sales ?? (short ? 5_000 : 200_000))
const rounds = Number(values.rounds ?? (short ? 3 : 5))

const parts: Record<string, { title: string; measure: () => Promise<Figure[]> }> = {
  sales: {
    title: 'A sale of five lines, its payment, stock, ticket and place in the chain',
    measure: () => measureSales({ sales, rounds, roundMs: short ? 500 : 2_000 }),
  },
  blocking: {
    title: 'What the counter waits for while the back office works',
    measure: () =>
      measureBlocking({
        sales,
        articles: short ? 1_000 : 10_000,
        webOrders: short ? 5_000 : 50_000,
        rows: short ? 2_000 : 20_000,
      }),
  },
  screens: {
    title: 'Screens, 10,000 articles',
    measure: () =>
      measureScreens(
        short
          ? { articles: 10_000, starts: 1, searches: 8, presses: 40 }
          : { articles: 10_000, starts: 5, searches: 40, presses: 300 },
      ),
  },
  export: {
    title: 'Whole export to a hub of its own, cut once and resumed',
    measure: () =>
      measureExport(short ? { articles: 200, pictures: 20 } : { articles: 2_000, pictures: 300 }),
  },
  arrivals: {
    title: 'A rush of web orders, within the limits of general.md §5',
    measure: async () =>
      short
        ? measureArrivals({ orders: 20, seconds: 8, limitSeconds: 5 })
        : [
            ...(await measureArrivals({ orders: 150, seconds: 60, limitSeconds: 5 })),
            ...(await measureArrivals({ orders: 300, seconds: 60, limitSeconds: 120 })),
          ],
  },
}

const all: Figure[] = []
for (const name of values.only.split(',')) {
  const part = parts[name]
  if (!part) {
    process.stderr.write(`Which part? --only ${Object.keys(parts).join(',')}\n`)
    process.exit(1)
  }
  const figures = await part.measure()
  all.push(...figures)
  process.stdout.write(report(part.title, figures))
}
conclude(all)
