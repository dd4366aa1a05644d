import type { Database } from '../platform/database.ts'
import type { Received, UnseenChanges } from './changes.ts'
import type { IncomingOrder, InstantText, OrderLine, WebOrderStatus } from './model.ts'

/** The source's data of an order, without the fields that have a column of their own. */
export type OrderContent = Omit<IncomingOrder, 'sourceId' | 'status' | 'confirmedAt' | 'raw'>

/** The part of an order that its arrival and each refresh write. */
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

/** Articles chosen here for unknown lines: article id by `lineKey`. */
export type Replacements = Record<string, number>

export interface WebOrder extends OrderDocument {
  /** The till's own number. */
  number: number
  sourceId: string
  /** Customer id; null for an order received before customers were matched. */
  customerId: number | null
  sellerName: string | null
  rejectionCause: string | null
  /** «Traitée sur un autre poste». */
  handledElsewhere: boolean
  arrivedAt: InstantText
  lastAlertAt: InstantText
  earlyReminderDone: boolean
  /** The time announced by «Retard». */
  delayedAt: InstantText | null
  /** Number of preparation tickets so far. */
  ticketCount: number
  replacements: Replacements
  /** Its invoice here; null while there is none. */
  saleNumber: number | null
  /** The ref of the invoice that another till made; null when there is none. */
  invoicedElsewhere: string | null
  /** What the source changed after the invoice, as lines for «Nota». */
  lateChanges: string[]
  /** Its last invoice that a credit note gave back; null when there is none. */
  givenBack: GivenBack | null
  /** Its total since its lines were edited here; null while they are as received. */
  editedTotalCents: number | null
  /** What a seller has not seen yet. */
  notice: NoticeKind | null
  /** Whether the alarm of a cancellation repeats until a seller has seen it. */
  noticeRepeats: boolean
  /** What the source changed since a seller last saw it. */
  unseen: UnseenChanges | null
  /** The content last received of an invoiced order, which may differ from what was sold. */
  receivedContent: Received | null
}

export interface GivenBack {
  saleNumber: number
  /** The credit note. */
  creditNumber: number
  /** The payments of the invoices given back, in cents by payment mode. They no longer settle anything. */
  centsByMode: Record<string, number>
}

/** The total that is settled here. */
export const totalOf = ({ editedTotalCents, content }: Pick<WebOrder, 'editedTotalCents' | 'content'>) =>
  editedTotalCents ?? content.totalCents

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
    `update web_order set status = ?, due_at = coalesce(delayed_at, ?), confirmed_at = ?, content = ?, lines = ?, raw = ?,
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

export function setCustomer(database: Database, number: number, idcli: number): void {
  database.run('update web_order set customer_id = ? where number = ?', idcli, number)
}

export function setStatus(database: Database, number: number, status: WebOrderStatus): void {
  database.run('update web_order set status = ? where number = ?', status, number)
}

export function setSeller(database: Database, number: number, sellerName: string): void {
  database.run('update web_order set seller_name = ? where number = ?', sellerName, number)
}

export function setSale(database: Database, number: number, saleNumber: number | null): void {
  database.run('update web_order set sale_number = ? where number = ?', saleNumber, number)
}

export function setInvoicedElsewhere(database: Database, number: number, reference: string | null): void {
  database.run('update web_order set invoiced_elsewhere = ? where number = ?', reference, number)
}

export function setLateChanges(database: Database, number: number, changes: string[]): void {
  database.run('update web_order set late_changes = ? where number = ?', JSON.stringify(changes), number)
}

export function setGivenBack(database: Database, number: number, givenBack: GivenBack): void {
  database.run('update web_order set given_back = ? where number = ?', JSON.stringify(givenBack), number)
}

/** Stores lines edited here, with their total; a null total means lines as received. */
export function setLines(
  database: Database,
  number: number,
  lines: OrderLine[],
  editedTotalCents: number | null,
): void {
  database.run(
    'update web_order set lines = ?, edited_total_cents = ? where number = ?',
    JSON.stringify(lines),
    editedTotalCents,
    number,
  )
}

/** «Retard»: the order is due, and confirmed, at another time. */
export function setDelayed(database: Database, number: number, at: InstantText): void {
  database.run(
    'update web_order set delayed_at = ?1, due_at = ?1, confirmed_at = ?1 where number = ?2',
    at,
    number,
  )
}

export function setContent(database: Database, number: number, content: OrderContent): void {
  database.run('update web_order set content = ? where number = ?', JSON.stringify(content), number)
}

/** Counts one more preparation ticket and returns the new count. */
export function countTicket(database: Database, number: number): number {
  database.run('update web_order set ticket_count = ticket_count + 1 where number = ?', number)
  return find(database, number)?.ticketCount ?? 0
}

export function setReplacements(
  database: Database,
  number: number,
  replacements: Replacements,
  lines: OrderLine[],
): void {
  database.run(
    'update web_order set replacements = ?, lines = ? where number = ?',
    JSON.stringify(replacements),
    JSON.stringify(lines),
    number,
  )
}

/** Sets a notice that is shown until a seller has seen it; unseen changes are dropped. */
export function setNotice(
  database: Database,
  number: number,
  notice: 'cancelled' | 'elsewhere',
  repeats = false,
): void {
  database.run(
    'update web_order set notice = ?, notice_repeats = ?, unseen_changes = null where number = ?',
    notice,
    Number(repeats),
    number,
  )
}

/** Sets the unseen changes; null when the order is as a seller last saw it. */
export function setUnseen(database: Database, number: number, unseen: UnseenChanges | null): void {
  database.run(
    'update web_order set unseen_changes = ? where number = ?',
    unseen === null ? null : JSON.stringify(unseen),
    number,
  )
}

export function clearNotice(database: Database, number: number): void {
  database.run(
    'update web_order set notice = null, notice_repeats = 0, unseen_changes = null where number = ?',
    number,
  )
}

export function setReceived(database: Database, number: number, received: Received | null): void {
  database.run(
    'update web_order set received_content = ? where number = ?',
    received === null ? null : JSON.stringify(received),
    number,
  )
}

/** Stores a promised time that the source moved; «Delai» follows with the next `update`. */
export function movePromise(database: Database, number: number, at: InstantText): void {
  database.run('update web_order set delayed_at = ? where number = ?', at, number)
}

/** Orders with a notice or unseen changes. */
export const listUnseen = (database: Database): WebOrder[] =>
  database
    .all<Row>(
      // Uses the indexes of both columns, and sorts the few rows afterwards. With `or`, the
      // whole table would be read.
      `select * from web_order where number in (
         select number from web_order where notice is not null
         union all select number from web_order where unseen_changes is not null
       ) order by +number`,
    )
    .map(fromRow)

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

/** SQL list of the final statuses. */
export const finalStatuses = "('completed', 'rejected', 'cancelled', 'delivery_failed')"

/** Orders placed from `from` until before `to`, by number. */
export const listPlaced = (database: Database, from: InstantText, to: InstantText): WebOrder[] =>
  database
    .all<Row>(
      `select * from web_order where content ->> 'createdAt' >= ? and content ->> 'createdAt' < ? order by number`,
      from,
      to,
    )
    .map(fromRow)

/** Newest first. */
export const listOfCustomer = (database: Database, idcli: number, most: number): WebOrder[] =>
  database
    .all<Row>('select * from web_order where customer_id = ? order by number desc limit ?', idcli, most)
    .map(fromRow)

const uninvoiced = 'sale_number is null and invoiced_elsewhere is null and given_back is null'

/** Counts orders that were never validated too. */
export const countUninvoiced = (database: Database): number =>
  database.get<{ count: number }>(`select count(*) as count from web_order where ${uninvoiced}`)!.count

/**
 * Validated orders, over or not, that no till invoiced, by due time. An order whose invoice was given back is
 * left out, because nothing is owed for it.
 */
export const listUninvoiced = (database: Database): WebOrder[] =>
  database
    .all<Row>(
      `select * from web_order where ${uninvoiced}
         and status in ('accepted', 'in_preparation', 'ready', 'in_delivery', 'completed')
       order by due_at, number`,
    )
    .map(fromRow)

/** Orders that may still change, by the id of their source. */
export const listOpenSourceIds = (database: Database): string[] =>
  database
    .all<{ source_id: string }>(
      `select source_id from web_order
       where status not in ${finalStatuses} order by +number`,
    )
    .map((row) => row.source_id)

/** When the newest order was placed, by its source's clock; null when there is none. */
export const newestCreationOf = (database: Database): string | null =>
  database.get<{ newest: string | null }>(
    "select max(content ->> 'createdAt') as newest from (select content from web_order order by number desc limit 100)",
  )?.newest ?? null

export interface WaitingOrder extends Pick<OrderContent, 'channel' | 'serviceReference' | 'createdAt'> {
  number: number
  arrivedAt: InstantText
  lastAlertAt: InstantText
  earlyReminderDone: boolean
}

export const listWaiting = (database: Database): WaitingOrder[] =>
  database
    .all<Omit<WaitingOrder, 'earlyReminderDone'> & { earlyReminderDone: number }>(
      `select number, arrived_at as arrivedAt, last_alert_at as lastAlertAt,
         early_reminder_done as earlyReminderDone, content ->> 'channel' as channel,
         content ->> 'serviceReference' as serviceReference, content ->> 'createdAt' as createdAt
       from web_order where status = 'pending' order by +number`,
    )
    .map((row) => ({ ...row, earlyReminderDone: row.earlyReminderDone === 1 }))

export interface Row {
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
  customer_id: number | null
  delayed_at: string | null
  ticket_count: number
  replacements: string
  sale_number: number | null
  invoiced_elsewhere: string | null
  late_changes: string
  given_back: string | null
  edited_total_cents: number | null
  notice: NoticeKind | null
  notice_repeats: number
  unseen_changes: string | null
  received_content: string | null
}

const valuesOf = ({ status, dueAt, confirmedAt, content, lines, raw }: OrderDocument) => [
  status,
  dueAt,
  confirmedAt,
  JSON.stringify(content),
  JSON.stringify(lines),
  raw,
]

export const fromRow = (row: Row): WebOrder => ({
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
  customerId: row.customer_id,
  delayedAt: row.delayed_at,
  ticketCount: row.ticket_count,
  replacements: JSON.parse(row.replacements),
  saleNumber: row.sale_number,
  invoicedElsewhere: row.invoiced_elsewhere,
  lateChanges: JSON.parse(row.late_changes),
  givenBack: row.given_back === null ? null : JSON.parse(row.given_back),
  editedTotalCents: row.edited_total_cents,
  notice: row.notice,
  noticeRepeats: row.notice_repeats === 1,
  unseen: row.unseen_changes === null ? null : JSON.parse(row.unseen_changes),
  receivedContent: row.received_content === null ? null : JSON.parse(row.received_content),
})
