import { type Order, type OrderStatus, orderStatuses } from '@hub/contract'
import { type OrderRow, type OrdersQuery, type OrderWords, orderWords } from '@hub/contract/manager'
import { formatMoney } from '@hub/money'
import { listGroups, readView, type View } from '../connections/index.ts'
import { exportFile, maxExportRows } from '../exports/index.ts'
import { invalidField, type Manager, notAllowed, notFound } from '../manager/index.ts'
import type { Clock } from '../platform/clock.ts'
import { amountCell, type Cell } from '../platform/csv.ts'
import type { Db } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import { formatTime, isDate } from '../platform/time.ts'
import * as store from './manager-store.ts'
import { orderText } from './present.ts'
import { refusalOf } from './refusals.ts'
import { searchQuery } from './search-terms.ts'

const perPage = 50
const cursorPurpose = 'orders of the back office'

/** «COMMANDES» of the back office, read only (contract, back-office §4.5, §4.6). */
export function orderPages(manager: Manager, parts: { db: Db; secrets: Secrets; clock: Clock }) {
  const { db, secrets } = parts
  manager.operation('listOrders', async (call) => {
    const { query } = call
    const view = await readView(call, query)
    const after = readCursor(secrets, query.cursor)
    const rows = await store.list(db, {
      ...placeOf(view),
      ...filtersOf(query, view),
      after: after && [new Date(after[0]), after[1]],
      limit: perPage + 1,
    })
    const shown = rows.slice(0, perPage)
    const last = shown.at(-1)
    return {
      timezone: view.zone,
      origins: (await store.listOrigins(db, placeOf(view))).map((row) => row.created_by),
      orders: shown.map((row) => orderRow(row, view)),
      next_cursor:
        rows.length > perPage && last
          ? secrets.sign(cursorPurpose, [last.created_at.getTime(), last.id] satisfies Cursor)
          : null,
    }
  })

  manager.operation('exportOrders', async (call) => {
    const { query, user } = call
    const view = await readView(call, query)
    const abilities = view.withAccount ? view.account.abilities : view.locations[0]!.abilities
    if (!abilities?.manage_users) throw notAllowed()
    const found = await store.list(db, {
      ...placeOf(view),
      ...filtersOf(query, view),
      limit: maxExportRows,
    })
    const { account_id: _account, locale = user.locale, ...filters } = query
    return exportFile(db, {
      accountId: view.account.id,
      userId: user.id,
      locale,
      nowMs: call.nowMs,
      zone: view.zone,
      what: 'orders',
      filters,
      header: locale === 'fr-FR' ? frenchHeader : englishHeader,
      rows: found,
      cells: (row) => exportRow(row, view, orderWords[locale]),
    })
  })

  manager.operation('getOrder', async (call) => {
    const { location_id, order_id } = call.params
    const location = await call.location(location_id)
    const account = await call.withinAccount(location.accountId)
    const key = { accountId: account.id, locationId: location.id, orderId: order_id }
    const row = await store.find(db, key)
    if (!row) throw notFound()
    const view = await readView(call, { account_id: account.id, location_id: location.id })
    const groups = await listGroups(parts, { ...view, withAccount: true })
    const order = JSON.parse(orderText({ ...row, refs: null }, location.timezone)) as Order
    return {
      location: { id: location.id, name: location.name },
      account: { id: account.id, name: account.name },
      timezone: location.timezone,
      order: { ...order },
      refusal: await refusalOf(db, account.id, order, row.client_id),
      connections: groups.flatMap(({ connections }) =>
        connections.map(({ id, client_name, health }) => ({ id, client_name, health })),
      ),
    }
  })
}

const filtersOf = (query: Omit<OrdersQuery, 'cursor'>, view: View) => ({
  from: startOfDay('from', query.from, view.zone),
  before: startOfDay('to', query.to, view.zone, 1),
  status: readStatus(query.status),
  createdBy: query.origin ?? null,
  search: query.search === undefined ? null : searchQuery(query.account_id, query.search),
})

const frenchHeader = 'DATE;ID;RÉFÉRENCE;POINT DE VENTE;CLIENT;MONTANT;DEVISE;STATUT;ORIGINE;SERVICE'.split(
  ';',
)
const englishHeader = 'DATE;ID;REF;LOCATION;CUSTOMER;AMOUNT;CURRENCY;STATUS;ORIGIN;SERVICE'.split(';')

function exportRow(row: store.ListedOrderRow, view: View, words: OrderWords): Cell[] {
  const { id, location, ref, created_at, customer_name, total, status, origin } = orderRow(row, view)
  const { service_type } = row
  return [
    created_at,
    id,
    ref,
    `${location.name} - ${location.id}`,
    customer_name,
    amountCell(total),
    view.account.currency,
    words.statuses[status as OrderStatus],
    origin,
    service_type && words.serviceTypes[service_type],
  ]
}

const placeOf = ({ account, locations }: View): store.OrdersPlace => ({
  accountId: account.id,
  locationIds: locations.map(({ id }) => id),
})

/** A row of a list. The customer's name comes from the order, not from the customer list. */
function orderRow(row: store.ListedOrderRow, { account, locations, zone }: View): OrderRow {
  const location = locations.find(({ id }) => id === row.location_id)!
  const person = [row.first_name, row.last_name].filter((name) => name !== null && name !== '')
  return {
    id: row.id,
    location: { id: location.id, name: location.name },
    ref: row.ref,
    created_at: formatTime(row.created_at.getTime(), zone),
    customer_name: person.length > 0 ? person.join(' ') : row.company_name,
    total: formatMoney(row.total_cents, account.currency),
    status: row.status,
    origin: row.created_by,
  }
}

/** The start of the calendar day in `zone`, or of the day that is `later` days after it. */
function startOfDay(field: 'from' | 'to', day: string | undefined, zone: string, later = 0): Date | null {
  if (day === undefined) return null
  if (!isDate(day)) throw invalidField(field, 'invalid', 'must be a date that exists, YYYY-MM-DD')
  const date = Temporal.PlainDate.from(day).add({ days: later })
  // No order is older than 1970, and PostgreSQL takes no time before the year 1.
  return new Date(Math.max(0, date.toZonedDateTime(zone).epochMilliseconds))
}

function readStatus(status: OrdersQuery['status']): string | null {
  if (status === undefined) return null
  if ((orderStatuses as readonly string[]).includes(status)) return status
  throw invalidField('status', 'unknown', `must be one of ${orderStatuses.join(', ')}`)
}

type Cursor = [epochMs: number, id: string]

function readCursor(secrets: Secrets, cursor: string | undefined): Cursor | null {
  if (cursor === undefined) return null
  const key = secrets.unsign(cursorPurpose, cursor) as Cursor | undefined
  if (!key) throw invalidField('cursor', 'invalid', 'is not a cursor of this list')
  return key
}

/** Number and total of the orders since then, by status. */
export const countOfDay = (db: Db, view: View, sinceMs: number) =>
  store.countByStatus(db, { ...placeOf(view), from: new Date(sinceMs) })

/** Number and total of the orders since then, by day and origin, without those in a `lost` status. */
export const salesSince = (db: Db, view: View, sinceMs: number, lost: readonly string[]) =>
  store.salesByDay(db, { ...placeOf(view), from: new Date(sinceMs), zone: view.zone, lost })

/** Orders since then, newest first. */
export async function listOfDay(db: Db, view: View, sinceMs: number, limit: number): Promise<OrderRow[]> {
  const rows = await store.list(db, { ...placeOf(view), from: new Date(sinceMs), limit })
  return rows.map((row) => orderRow(row, view))
}

/** Orders of a customer at the locations of the view, newest first. */
export async function listOfCustomer(
  db: Db,
  view: View,
  customerId: string,
  limit: number,
): Promise<OrderRow[]> {
  const rows = await store.listOfCustomer(db, { ...placeOf(view), customerId, limit })
  return rows.map((row) => orderRow(row, view))
}
