import type { Migration } from '../platform/migrate.ts'

// The hub order created from an invoice, for each location it was sent to (contract, kezia R-E4).
export const hubInvoice: Migration = {
  name: '0142_hub_invoice',
  statements: [
    `create table hub_invoice (
       sale_number integer not null references sale,
       location_id text not null,
       order_id text not null,
       primary key (sale_number, location_id)
     ) strict, without rowid`,
  ],
}
