// The lists of W-8 and W-11, read in pages from their urgent ends.
import type { Database } from '../platform/database.ts'
import type { InstantText } from './model.ts'
import { finalStatuses, fromRow, type Row, type WebOrder } from './store.ts'

/** The three parts of W-8, and W-11; each has its index. */
const parts = {
  waiting: "status = 'pending'",
  open: `status not in ${finalStatuses} and status <> 'pending'`,
  over: `status in ${finalStatuses}`,
  unfinished: `status not in ${finalStatuses}`,
}
export type Part = keyof typeof parts

/** A cursor in a part: just after this order, or just before it in the other direction. */
export type Place = Pick<WebOrder, 'dueAt' | 'number'>

/** The next orders by due time, among those due before `before`. */
export const pageForwards = (
  database: Database,
  part: Part,
  { after, before, most }: { after: Place; before: InstantText; most: number },
): WebOrder[] =>
  database
    .all<Row>(
      `select * from web_order where ${parts[part]}
         and due_at >= ?1 and (due_at > ?1 or number > ?2) and due_at < ?3 order by due_at, number limit ?4`,
      after.dueAt,
      after.number,
      before,
      most,
    )
    .map(fromRow)

/** The previous orders by due time, latest first, among those due from `from` on. */
export const pageBackwards = (
  database: Database,
  part: Part,
  { from, before, most }: { from: InstantText; before: Place; most: number },
): WebOrder[] =>
  database
    .all<Row>(
      `select * from web_order where ${parts[part]}
         and due_at <= ?1 and (due_at < ?1 or number < ?2) and due_at >= ?3 order by due_at desc, number desc limit ?4`,
      before.dueAt,
      before.number,
      from,
      most,
    )
    .map(fromRow)

/** Every channel that ever sent an order, by name. */
export const listChannels = (database: Database): string[] =>
  database
    .all<{ channel: string }>(
      // Jumps from one channel to the next; `distinct` would read all orders.
      `with recursive known(channel) as (
         select min(content ->> 'channel') from web_order
         union all
         select (select min(content ->> 'channel') from web_order where content ->> 'channel' > known.channel)
           from known where known.channel is not null
       )
       select channel from known where channel is not null`,
    )
    .map(({ channel }) => channel)
