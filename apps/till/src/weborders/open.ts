import { setImmediate } from 'node:timers/promises'
import { heldDeposits } from '../sales/index.ts'
import type { WebOrders } from './context.ts'
import { holderOf } from './following.ts'
import { mostRows, readPeriod, rowsAtOnce } from './list.ts'
import * as pages from './pages.ts'
import { presentRow } from './present.ts'
import type { OpenOrderList, OpenOrderRow } from './wire.ts'

/**
 * W-11, by due time: what is not over, of those due in a period. Of too many the latest, for what nobody ends in months is
 * no work any more.
 */
export async function listOpenOrders({ database }: WebOrders, query: unknown): Promise<OpenOrderList> {
  const { from, to } = readPeriod(query)
  const rows: OpenOrderRow[] = []
  for (let place: pages.Place | undefined = { dueAt: to, number: 0 }; place && rows.length <= mostRows; ) {
    const read = pages.pageBackwards(database, 'unfinished', { from, before: place, most: rowsAtOnce })
    for (const order of read) {
      const held = order.saleNumber === null ? [...heldDeposits(database, holderOf(order)).values()] : []
      rows.push({ ...presentRow(order), depositCents: held.reduce((sum, cents) => sum + cents, 0) })
    }
    place = read.length === rowsAtOnce ? read.at(-1) : undefined
    await setImmediate()
  }
  return { rows: rows.slice(0, mostRows).reverse(), isMore: rows.length > mostRows }
}
