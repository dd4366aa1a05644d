import { orderStatuses } from '@hub/contract'
import { formatMoney } from '@hub/money'
import { listGroups, readView, type View } from '../connections/index.ts'
import type { Manager } from '../manager/index.ts'
import { countOfDay, listOfDay } from '../orders/index.ts'
import { type Db, statement } from '../platform/db/index.ts'
import { formatTime } from '../platform/time.ts'
import { businessDayStart, salesCents } from './rules.ts'

const latestCount = 10

/** The cutoff of one location, or that of the account's first one. Parameters: account, location or null. */
const findCutoff = statement<{ cutoff_time: string }>(
  `select cutoff_time from location where account_id = $1 and ($2::text is null or id = $2) order by number limit 1`,
)

/** «TABLEAU DE BORD»: the day's orders and what is plugged in. */
export function dashboardRoutes(manager: Manager, { db }: { db: Db }) {
  manager.operation('getDashboard', async (call) => {
    const view = await readView(call, call.query)
    const sinceMs = await dayStart(db, view, call.nowMs)
    const counts = await countOfDay(db, view, sinceMs)
    const order = (status: string) => (orderStatuses as readonly string[]).indexOf(status)
    return {
      timezone: view.zone,
      since: formatTime(sinceMs, view.zone),
      count: counts.reduce((sum, { count }) => sum + count, 0),
      total: formatMoney(salesCents(counts), view.account.currency),
      statuses: counts
        .map(({ status, count }) => ({ status, count }))
        .sort((left, right) => order(left.status) - order(right.status)),
      latest: await listOfDay(db, view, sinceMs, latestCount),
      groups: await listGroups(db, view),
    }
  })
}

async function dayStart(db: Db, { account, locations, withAccount, zone }: View, nowMs: number) {
  const [row] = await findCutoff(db, [account.id, withAccount ? null : locations[0]!.id])
  return businessDayStart(nowMs, row!.cutoff_time, zone)
}
