import type { Migration } from '../platform/migrate.ts'

const appendOnly = (table: string) =>
  ['update', 'delete'].map(
    (change) => `create trigger ${table}_no_${change} before ${change} on ${table}
       begin select raise(abort, '${table} is append-only'); end`,
  )

/**
 * Recreates a table with its rows. SQLite cannot relax a column in place, and the triggers are dropped with the table.
 */
const remade = (table: string, columns: string, options: string, kept: string) => [
  `create table ${table}_next (${columns}) ${options}`,
  `insert into ${table}_next (${kept}) select ${kept} from ${table}`,
  `drop table ${table}`,
  `alter table ${table}_next rename to ${table}`,
  ...appendOnly(table),
]

/**
 * Tickets, invoices and credit notes: the customer, the origin of the sale, options under their article, lines without
 * an article. The new columns come last, and existing rows get the values that `sales/chain.ts` leaves out of the hash,
 * so that existing fingerprints still verify.
 */
export const saleDocuments: Migration = {
  name: '0140_sale_documents',
  statements: [
    `alter table sale add column kind text not null default 'ticket' check (kind in ('ticket', 'invoice', 'credit_note'))`,
    'alter table sale add column customer_id integer references customer',
    // The customer's details at the time of the sale.
    'alter table sale add column customer_snapshot text check (json_valid(customer_snapshot))',
    `alter table sale add column origin_kind text not null default 'counter'
       check (origin_kind in ('counter', 'web-order', 'order', 'sale'))`,
    'alter table sale add column origin_number integer',
    // What the ticket shows about the order beside its number.
    'alter table sale add column origin_details text check (json_valid(origin_details))',
    'alter table sale add column channel text',
    `alter table sale add column note text not null default ''`,
    `create index sale_customer on sale (customer_id) where customer_id is not null`,
    `create index sale_origin on sale (origin_kind, origin_number) where origin_number is not null`,
    'create index sale_sold_at on sale (sold_at)',
    // `origin_rank` is the rank of the line that a credit note gives back.
    ...remade(
      'sale_line',
      `sale_number integer not null references sale,
       rank integer not null,
       idart integer references article,
       code text not null,
       definition text not null,
       quantity text not null,
       unit_cents integer not null,
       discount_cents integer not null,
       shared_discount_cents integer not null,
       total_cents integer not null,
       vat_rate text not null,
       menu_key integer,
       menu_name text,
       depth integer not null default 0 check (depth in (0, 1)),
       note text not null default '',
       origin_rank integer,
       primary key (sale_number, rank)`,
      'strict, without rowid',
      `sale_number, rank, idart, code, definition, quantity, unit_cents, discount_cents, shared_discount_cents,
       total_cents, vat_rate, menu_key, menu_name`,
    ),
    // Received before the sale and counted on that day: see `deposit`.
    'alter table sale_payment add column is_deposit integer not null default 0 check (is_deposit in (0, 1))',
    // Received for an order that is not invoiced yet; negative when refunded.
    `create table deposit (
       id integer primary key,
       received_at text not null,
       station integer not null,
       order_kind text not null check (order_kind in ('web-order', 'order')),
       order_number integer not null,
       mode_id integer not null references payment_mode,
       mode_name text not null,
       cents integer not null check (cents <> 0)
     ) strict`,
    'create index deposit_order on deposit (order_kind, order_number)',
    ...appendOnly('deposit'),
    ...remade(
      'chain_entry',
      `position integer primary key,
       kind text not null check (kind in ('sale', 'print', 'deposit', 'closing')),
       subject integer not null,
       at text not null,
       previous_hash text not null,
       hash text not null,
       unique (kind, subject)`,
      'strict',
      'position, kind, subject, at, previous_hash, hash',
    ),
  ],
}
