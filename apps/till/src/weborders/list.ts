import { setImmediate } from 'node:timers/promises'
import { Form } from '../platform/form.ts'
import { instantText, type WebOrders } from './context.ts'
import { readInstant } from './forms.ts'
import { hidingRules, isHidden } from './hiding.ts'
import type { InstantText } from './model.ts'
import * as pages from './pages.ts'
import { presentRow, type WebOrderRow } from './present.ts'
import type * as store from './store.ts'
import type { WebOrderList } from './wire.ts'

/** Max rows of a list on screen. */
export const mostRows = 500
/** Max rows per read: a few milliseconds, so that the counter does not wait. */
export const rowsAtOnce = 100
/** A service may run past midnight, so what is unfinished after it still counts as work of today. */
const shift = { hours: 12 }
/** Texts that sort before and after every instant, the last one of the calendar included. */
const beginningOfTime = ''
const endOfTime = '~'

export interface DuePeriod {
  from: InstantText
  /** The first instant after the period. */
  to: InstantText
}

/** The funnel of W-8 (contract, kezia D20). */
export interface OrderSearch extends DuePeriod {
  /** The values that a row must have; an empty text means all. */
  wanted: Record<'status' | 'channel' | 'payment' | 'serviceType', string>
}

/** @throws {TillError} 422 with a sentence beside what is wrong */
export function readOrderSearch(query: unknown): OrderSearch {
  const form = new Form(query)
  const wanted = {
    status: form.text('status'),
    channel: form.text('channel'),
    payment: form.text('payment'),
    serviceType: form.text('serviceType'),
  }
  form.check()
  return { ...readPeriod(query), wanted }
}

/**
 * A missing or empty bound is no bound.
 * @throws {TillError} 422 with a sentence beside the instant that is wrong
 */
export function readPeriod(query: unknown): DuePeriod {
  const form = new Form(query)
  const [from, to] = [form.text('from'), form.text('to')]
  form.check()
  return {
    from: from ? readInstant('from', from) : beginningOfTime,
    to: to ? readInstant('to', to) : endOfTime,
  }
}

/**
 * W-8, by due time, finished orders last (contract, kezia D20). Waiting orders are listed whatever the
 * period, because the red key must lead to them. A late order belongs to today as well as to the day it was
 * due. Beyond the max, the most urgent open orders are shown, then the latest finished ones.
 */
export async function listOrders(orders: WebOrders, search: OrderSearch): Promise<WebOrderList> {
  const rows = await findRows(orders, search)
  const open = rows.filter((row) => !row.isFinal).slice(0, mostRows)
  const over = rows.filter((row) => row.isFinal)
  const latest = over.slice(Math.max(0, over.length + open.length - mostRows))
  const rules = hidingRules(orders)
  const seen = { serviceReference: null, createdAt: instantText(orders.clock.now()) }
  return {
    rows: [...open, ...latest],
    isMore: rows.length > mostRows,
    channels: pages.listChannels(orders.database).filter((channel) => !isHidden({ ...seen, channel }, rules)),
  }
}

/** Yields after each read, because many orders may be read to find a few. */
async function findRows(orders: WebOrders, { from, to, wanted }: OrderSearch): Promise<WebOrderRow[]> {
  const { database, clock } = orders
  const rules = hidingRules(orders)
  // By number, because an order that moves on during the search is read again in the next part.
  const found = new Map<number, WebOrderRow>()
  const walk = async (start: pages.Place, next: (place: pages.Place) => store.WebOrder[]) => {
    for (let place: pages.Place | undefined = start; place && found.size <= mostRows; ) {
      const read = next(place)
      for (const order of read.filter(({ content }) => !isHidden(content, rules))) {
        const row = presentRow(order)
        if (isWanted(row, wanted)) found.set(row.number, row)
      }
      place = read.length === rowsAtOnce ? read.at(-1) : undefined
      await setImmediate()
    }
  }
  const forwards = (part: pages.Part, first: InstantText, before: InstantText) =>
    walk({ dueAt: first, number: 0 }, (after) =>
      pages.pageForwards(database, part, { after, before, most: rowsAtOnce }),
    )
  const now = clock.now()
  const lateFrom = instantText(now.subtract(shift))
  const isNow = from <= instantText(now) && instantText(now) < to
  await forwards('waiting', beginningOfTime, endOfTime)
  await forwards('open', isNow && lateFrom < from ? lateFrom : from, to)
  await walk({ dueAt: to, number: 0 }, (before) =>
    pages.pageBackwards(database, 'over', { from, before, most: rowsAtOnce }),
  )
  return [...found.values()].sort((a, b) => byText(a.dueAt, b.dueAt) || a.number - b.number)
}

const isWanted = (row: WebOrderRow, wanted: OrderSearch['wanted']) =>
  (Object.keys(wanted) as (keyof typeof wanted)[]).every(
    (field) => wanted[field] === '' || wanted[field] === row[field],
  )

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
