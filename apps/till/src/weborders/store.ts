import type { Database } from '../platform/database.ts'
import type { IncomingOrder, InstantText, OrderLine, WebOrderStatus } from './model.ts'

/** What its source says of an order, without what has a column of its own. */
export type OrderContent = Omit<IncomingOrder, 'sourceId' | 'status' | 'confirmedAt' | 'raw'>

/** What an arrival and each refresh write. */
export interface OrderDocument {
  status: WebOrderStatus
  dueAt: InstantText
  confirmedAt: InstantText | null
  content: OrderContent
  lines: OrderLine[]
  raw: string
}

/** `cancelled` by its source; `elsewhere`: a decision taken here came too late. */
export type NoticeKind = 'cancelled' | 'elsewhere'

export interface WebOrder extends OrderDocument {
  /** The till's own number. */
  number: number
  sourceId: string
  sellerName: string | null
  rejectionCause: string | null
  /** «Traitée sur un autre poste». */
  handledElsewhere: boolean
  arrivedAt: InstantText
  lastAlertAt: InstantText
  earlyReminderDone: boolean
}

export function insert(
  database: Database,
  number: number,
  sourceId: string,
  document: OrderDocument,
  arrivedAt: InstantText,
): void {
  database.run(
    `insert into web_order
       (number, source_id, arrived_at, last_alert_at, status, due_at, confirmed_at, content, lines, raw)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    number,
    sourceId,
    arrivedAt,
    arrivedAt,
    ...valuesOf(document),
  )
}

export function update(
  database: Database,
  number: number,
  document: OrderDocument,
  handledElsewhere: boolean,
): void {
  database.run(
    `update web_order set status = ?, due_at = ?, confirmed_at = ?, content = ?, lines = ?, raw = ?,
       handled_elsewhere = ? where number = ?`,
    ...valuesOf(document),
    Number(handledElsewhere),
    number,
  )
}

export function setAccepted(
  database: Database,
  number: number,
  sellerName: string,
  confirmedAt: InstantText,
): void {
  database.run(
    "update web_order set status = 'accepted', seller_name = ?, confirmed_at = ? where number = ?",
    sellerName,
    confirmedAt,
    number,
  )
}

export function setRejected(database: Database, number: number, sellerName: string, cause: string): void {
  database.run(
    "update web_order set status = 'rejected', seller_name = ?, rejection_cause = ? where number = ?",
    sellerName,
    cause,
    number,
  )
}

/** Something to tell the seller until he has seen it; null once he has. */
export function setNotice(database: Database, number: number, notice: NoticeKind | null): void {
  database.run('update web_order set notice = ? where number = ?', notice, number)
}

export const listNotices = (database: Database): { order: WebOrder; notice: NoticeKind }[] =>
  database
    .all<Row & { notice: NoticeKind }>('select * from web_order where notice is not null order by number')
    .map((row) => ({ order: fromRow(row), notice: row.notice }))

export function setAlerted(
  database: Database,
  number: number,
  at: InstantText,
  earlyReminderDone: boolean,
): void {
  database.run(
    'update web_order set last_alert_at = ?, early_reminder_done = ? where number = ?',
    at,
    Number(earlyReminderDone),
    number,
  )
}

export const find = (database: Database, number: number): WebOrder | undefined =>
  database.all<Row>('select * from web_order where number = ?', number).map(fromRow)[0]

export const findBySource = (database: Database, sourceId: string): WebOrder | undefined =>
  database.all<Row>('select * from web_order where source_id = ?', sourceId).map(fromRow)[0]

const finalStatuses = "('completed', 'rejected', 'cancelled', 'delivery_failed')"

/** Orders due in the period, and those that wait whatever their date; by due time, finished ones last. */
export const listDue = (database: Database, from: InstantText, to: InstantText): WebOrder[] =>
  database
    .all<Row>(
      `select * from web_order where due_at between ? and ? or status = 'pending'
       order by status in ${finalStatuses}, due_at, number`,
      from,
      to,
    )
    .map(fromRow)

/** Orders that may still change, by the id of their source. */
export const listOpenSourceIds = (database: Database): string[] =>
  database
    .all<{ source_id: string }>(
      `select source_id from web_order
       where status not in ${finalStatuses} order by number`,
    )
    .map((row) => row.source_id)

export interface WaitingOrder {
  number: number
  arrivedAt: InstantText
  lastAlertAt: InstantText
  earlyReminderDone: boolean
}

export const listWaiting = (database: Database): WaitingOrder[] =>
  database
    .all<Omit<WaitingOrder, 'earlyReminderDone'> & { earlyReminderDone: number }>(
      `select number, arrived_at as arrivedAt, last_alert_at as lastAlertAt,
         early_reminder_done as earlyReminderDone
       from web_order where status = 'pending' order by number`,
    )
    .map((row) => ({ ...row, earlyReminderDone: row.earlyReminderDone === 1 }))

interface Row {
  number: number
  source_id: string
  status: WebOrderStatus
  due_at: string
  confirmed_at: string | null
  content: string
  lines: string
  raw: string
  seller_name: string | null
  rejection_cause: string | null
  handled_elsewhere: number
  arrived_at: string
  last_alert_at: string
  early_reminder_done: number
}

const valuesOf = ({ status, dueAt, confirmedAt, content, lines, raw }: OrderDocument) => [
  status,
  dueAt,
  confirmedAt,
  JSON.stringify(content),
  JSON.stringify(lines),
  raw,
]

const fromRow = (row: Row): WebOrder => ({
  number: row.number,
  sourceId: row.source_id,
  status: row.status,
  dueAt: row.due_at,
  confirmedAt: row.confirmed_at,
  content: JSON.parse(row.content),
  lines: JSON.parse(row.lines),
  raw: row.raw,
  sellerName: row.seller_name,
  rejectionCause: row.rejection_cause,
  handledElsewhere: row.handled_elsewhere === 1,
  arrivedAt: row.arrived_at,
  lastAlertAt: row.last_alert_at,
  earlyReminderDone: row.early_reminder_done === 1,
})
