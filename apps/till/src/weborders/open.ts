import { setImmediate } from 'node:timers/promises'
import { heldDeposits } from '../sales/index.ts'
import type { WebOrders } from './context.ts'
import { holderOf } from './following.ts'
import { mostRows, readPeriod, rowsAtOnce } from './list.ts'
import * as pages from './pages.ts'
import { presentRow } from './present.ts'
import type { WebOrder } from './store.ts'
import type { OpenOrderList, OpenOrderRow, WebOrderRow } from './wire.ts'

/**
 * W-11, by due time: open orders due in a period. Beyond the max, the latest are shown, because an order left
 * open for months is no longer work.
 */
export async function listOpenOrders({ database }: WebOrders, query: unknown): Promise<OpenOrderList> {
  const { from, to } = readPeriod(query)
  const rows: OpenOrderRow[] = []
  for (let place: pages.Place | undefined = { dueAt: to, number: 0 }; place && rows.length <= mostRows; ) {
    const read = pages.pageBackwards(database, 'unfinished', { from, before: place, most: rowsAtOnce })
    for (const order of read) {
      const row = presentRow(order)
      rows.push({ ...row, depositCents: order.saleNumber === null ? depositOf(database, order, row) : 0 })
    }
    place = read.length === rowsAtOnce ? read.at(-1) : undefined
    await setImmediate()
  }
  return { rows: rows.slice(0, mostRows).reverse(), isMore: rows.length > mostRows }
}

/**
 * «Acompte»: the larger of what is held for it here and what was paid at its source, because every deposit is
 * a payment of the source (contract, counter B24).
 */
function depositOf(
  database: WebOrders['database'],
  order: WebOrder,
  { paidCents }: Pick<WebOrderRow, 'paidCents'>,
): number {
  const held = [...heldDeposits(database, holderOf(order)).values()]
  return Math.max(
    held.reduce((sum, cents) => sum + cents, 0),
    paidCents,
  )
}
