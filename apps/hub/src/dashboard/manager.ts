import { orderStatuses } from '@hub/contract'
import type { Sales } from '@hub/contract/manager'
import { formatMoney } from '@hub/money'
import { listGroups, readView, type View } from '../connections/index.ts'
import { countNewByDay } from '../customers/index.ts'
import type { Manager } from '../manager/index.ts'
import { countOfDay, listOfDay, salesSince } from '../orders/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import { formatTime } from '../platform/time.ts'
import { businessDayStart, lastDays, lostStatuses, soldOrders, sumBy } from './rules.ts'
import * as store from './store.ts'

const latestCount = 10

/** «TABLEAU DE BORD»: the day's orders and the connections. */
export function dashboardRoutes(manager: Manager, parts: { db: Db; clock: Clock }) {
  const { db } = parts
  manager.operation('getSales', async (call) => salesOf(db, await readView(call, call.query), call.nowMs))

  manager.operation('getDashboard', async (call) => {
    const view = await readView(call, call.query)
    const sinceMs = await dayStart(db, view, call.nowMs)
    const counts = await countOfDay(db, view, sinceMs)
    const sold = soldOrders(counts)
    const order = (status: string) => (orderStatuses as readonly string[]).indexOf(status)
    return {
      timezone: view.zone,
      since: formatTime(sinceMs, view.zone),
      count: sold.count,
      total: formatMoney(sold.total_cents, view.account.currency),
      statuses: counts
        .map(({ status, count }) => ({ status, count }))
        .sort((left, right) => order(left.status) - order(right.status)),
      latest: await listOfDay(db, view, sinceMs, latestCount),
      groups: await listGroups(parts, view),
    }
  })
}

const salesDays = 30
const nothing = { count: 0, total_cents: 0 }

async function salesOf(db: Db, view: View, nowMs: number): Promise<Sales> {
  const { account, zone } = view
  const { days, sinceMs } = lastDays(nowMs, zone, salesDays)
  const rows = await salesSince(db, view, sinceMs, lostStatuses)
  const money = (cents: number) => formatMoney(cents, account.currency)
  const byDay = sumBy(rows, ({ day }) => day)
  const origins = [...sumBy(rows, ({ origin }) => origin)].sort(
    ([, left], [, right]) => right.total_cents - left.total_cents || right.count - left.count,
  )
  const { count, total_cents } = sumBy(rows, () => '').get('') ?? nothing
  return {
    timezone: zone,
    total: money(total_cents),
    count,
    days: days.map((day) => {
      const sold = byDay.get(day) ?? nothing
      return { day, total: money(sold.total_cents), count: sold.count }
    }),
    origins: origins.map(([origin, sold]) => ({
      origin,
      total: money(sold.total_cents),
      count: sold.count,
    })),
    new_customers:
      view.withAccount && account.role !== null ? await newCustomers(db, view, days, sinceMs) : null,
  }
}

async function newCustomers(db: Db, { account, zone }: View, days: readonly string[], sinceMs: number) {
  const rows = await countNewByDay(db, { accountId: account.id, since: new Date(sinceMs), zone })
  const counts = new Map(rows.map(({ day, count }) => [day, count]))
  return days.map((day) => ({ day, count: counts.get(day) ?? 0 }))
}

async function dayStart(db: Db, { account, locations, withAccount, zone }: View, nowMs: number) {
  const locationId = withAccount ? null : locations[0]!.id
  const cutoff = await store.findCutoff(db, { accountId: account.id, locationId })
  return businessDayStart(nowMs, cutoff!, zone)
}
