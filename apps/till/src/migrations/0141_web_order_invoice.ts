import type { Migration } from '../platform/migrate.ts'

/**
 * Invoicing of web orders: the invoice made here or by another till, changes at the source since then, and the stock
 * reserved until the invoice (contract, kezia R-O5, R-S2).
 */
export const webOrderInvoice: Migration = {
  name: '0141_web_order_invoice',
  statements: [
    'alter table web_order add column sale_number integer references sale',
    'alter table web_order add column invoiced_elsewhere text',
    `alter table web_order add column late_changes text not null default '[]' check (json_valid(late_changes))`,
    'create unique index web_order_sale on web_order (sale_number) where sale_number is not null',
    `create table stock_reservation (
       order_kind text not null check (order_kind in ('web-order', 'order')),
       order_number integer not null,
       idart integer not null references article,
       milli integer not null check (milli <> 0),
       primary key (order_kind, order_number, idart)
     ) strict, without rowid`,
    'create index stock_reservation_article on stock_reservation (idart)',
  ],
}
