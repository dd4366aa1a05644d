import type { Database } from '../../platform/database.ts'
import { askRange, snapshotName, within } from '../../sales/index.ts'

/** Records as which order an invoice was sent to a location, in the caller's transaction. */
export function noteSent(database: Database, saleNumber: number, locationId: string, orderId: string): void {
  database.run(
    `insert into hub_invoice values (?, ?, ?)
     on conflict do update set order_id = excluded.order_id`,
    saleNumber,
    locationId,
    orderId,
  )
}

export interface InvoiceRow {
  number: number
  kind: 'ticket' | 'invoice'
  soldAt: string
  /** IDCLI. */
  customerId: number | null
  customerName: string | null
  /** Name of the application that took the order. */
  channel: string | null
  totalCents: number
  /** The hub's order that the invoice was sent as, or that it settles. */
  orderId: string | null
}

/** What may be sent, newest first: the sales of a period, without credit notes (contract, kezia D55). */
export const listSendable = (
  database: Database,
  { from, to, locationId }: { from: string; to: string; locationId: string },
  most: number,
): InvoiceRow[] =>
  askRange<InvoiceRow>(
    database,
    within(database, { since: from, until: to }),
    `select s.number, s.kind, s.sold_at as soldAt, s.channel, s.total_cents as totalCents,
       s.customer_id as customerId,
       ${snapshotName} as customerName,
       coalesce(h.order_id, w.source_id) as orderId
     from (select s.* from sale s where $sales and s.kind <> 'credit_note') s
     left join hub_invoice h on h.sale_number = s.number and h.location_id = ?
     left join web_order w on w.sale_number = s.number
     order by s.number desc limit ?`,
    locationId,
    most,
  )
