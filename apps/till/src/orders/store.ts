import type { Database } from '../platform/database.ts'
import type { OwnOrder, OwnOrderLine, OwnOrderStatus } from './wire.ts'

export type OrderValues = Omit<
  OwnOrder,
  'number' | 'status' | 'createdAt' | 'saleNumber' | 'revision' | 'isInPreparation' | 'ticketCount'
> & {
  lastLineId: number
}

interface Row {
  number: number
  status: OwnOrderStatus
  created_at: string
  due_at: string
  seller_id: number
  seller_name: string
  customer_id: number | null
  service_type: OwnOrder['serviceType']
  nota: string
  discount_percent: string
  port_cents: number
  port_kind: OwnOrder['portKind']
  lines: string
  last_line_id: number
  total_cents: number
  sale_number: number | null
  revision: number
  menus: string
  driver_id: number | null
  driver_name: string | null
  payment_mode_id: number | null
  is_in_preparation: number
  ticket_count: number
}

export type StoredOrder = OwnOrder & { lastLineId: number }

const fromRow = (row: Row): StoredOrder => ({
  number: row.number,
  status: row.status,
  createdAt: row.created_at,
  dueAt: row.due_at,
  sellerId: row.seller_id,
  sellerName: row.seller_name,
  customerId: row.customer_id,
  serviceType: row.service_type,
  nota: row.nota,
  discountPercent: row.discount_percent,
  portCents: row.port_cents,
  portKind: row.port_kind,
  menus: JSON.parse(row.menus),
  driver: row.driver_id === null ? null : { id: row.driver_id, name: row.driver_name ?? '' },
  paymentModeId: row.payment_mode_id,
  lines: (JSON.parse(row.lines) as OwnOrderLine[]).map(withChoices),
  lastLineId: row.last_line_id,
  totalCents: row.total_cents,
  saleNumber: row.sale_number,
  revision: row.revision,
  isInPreparation: row.is_in_preparation === 1,
  ticketCount: row.ticket_count,
})

/** Lines stored by versions without tariffs and options lack these fields. */
const withChoices = (line: OwnOrderLine): OwnOrderLine => ({
  ...line,
  tariff: line.tariff ?? null,
  options: line.options ?? [],
})

const selectSql = 'select *, (select name from seller where id = driver_id) as driver_name from own_order'

const columns = [
  'due_at',
  'seller_id',
  'seller_name',
  'customer_id',
  'service_type',
  'nota',
  'discount_percent',
  'port_cents',
  'port_kind',
  'lines',
  'last_line_id',
  'total_cents',
  'menus',
  'driver_id',
  'payment_mode_id',
]
const toColumns = (values: OrderValues) => [
  values.dueAt,
  values.sellerId,
  values.sellerName,
  values.customerId,
  values.serviceType,
  values.nota,
  values.discountPercent,
  values.portCents,
  values.portKind,
  JSON.stringify(values.lines),
  values.lastLineId,
  values.totalCents,
  JSON.stringify(values.menus),
  values.driver?.id ?? null,
  values.paymentModeId,
]

export const find = (database: Database, number: number): StoredOrder | undefined =>
  database.all<Row>(`${selectSql} where number = ?`, number).map(fromRow)[0]

export const findByDraft = (database: Database, draftId: string): number | undefined =>
  database.get<{ number: number }>('select number from own_order where draft_id = ?', draftId)?.number

/** Open orders, and cancelled ones that no seller has seen yet, by due time. */
export const listOpen = (database: Database): StoredOrder[] =>
  database.all<Row>(`${selectSql} where status in ('open', 'cancelled') order by due_at, number`).map(fromRow)

/** Newest first, without deleted ones. */
export const listOfCustomer = (database: Database, idcli: number, most: number): StoredOrder[] =>
  database
    .all<Row>(
      `${selectSql} where customer_id = ? and status <> 'deleted' order by number desc limit ?`,
      idcli,
      most,
    )
    .map(fromRow)

export function insert(
  database: Database,
  number: number,
  draftId: string,
  createdAt: string,
  values: OrderValues,
): void {
  const names = ['number', 'draft_id', 'status', 'created_at', ...columns]
  database.run(
    `insert into own_order (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
    number,
    draftId,
    'open',
    createdAt,
    ...toColumns(values),
  )
}

/** Returns false when the order is over, gone, or at another revision. */
export function update(database: Database, number: number, revision: number, values: OrderValues): boolean {
  const { changes } = database.run(
    `update own_order set revision = revision + 1, ${columns.map((column) => `${column} = ?`).join(', ')}
     where number = ? and revision = ? and status = 'open'`,
    ...toColumns(values),
    number,
    revision,
  )
  return changes === 1
}

export const setStatus = (database: Database, number: number, status: OwnOrderStatus) =>
  database.run('update own_order set status = ?, revision = revision + 1 where number = ?', status, number)

export const setSale = (database: Database, number: number, saleNumber: number) =>
  database.run(
    `update own_order set status = 'invoiced', sale_number = ?, revision = revision + 1 where number = ?`,
    saleNumber,
    number,
  )

/** Leaves the revision as it is, so that a sheet opened before may still be saved. */
export const setInPreparation = (database: Database, number: number) =>
  database.run('update own_order set is_in_preparation = 1 where number = ?', number)

/** Counts one more preparation ticket. */
export const countTicket = (database: Database, number: number) =>
  database.run('update own_order set ticket_count = ticket_count + 1 where number = ?', number)
