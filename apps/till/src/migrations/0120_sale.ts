import type { Migration } from '../platform/migrate.ts'

const appendOnly = (table: string) =>
  ['update', 'delete'].map(
    (change) => `create trigger ${table}_no_${change} before ${change} on ${table}
       begin select raise(abort, '${table} is append-only'); end`,
  )

const tables = ['sale', 'sale_line', 'sale_vat', 'sale_payment', 'sale_print', 'chain_entry']

/**
 * Settled sales, their prints and the chain over both (contract, kezia D64); all of it is append-only. Names are copied
 * from the article, the seller and the mode, so that a ticket never changes.
 */
export const sale: Migration = {
  name: '0120_sale',
  statements: [
    // The screen creates `draft_id`, so that a settlement sent twice is one sale.
    `create table sale (
       number integer primary key,
       draft_id text not null unique,
       sold_at text not null,
       station integer not null,
       seller_id integer not null references seller,
       seller_name text not null,
       service text not null check (service in ('eat_in', 'take_away')),
       currency text not null,
       discount_cents integer not null,
       net_cents integer not null,
       total_cents integer not null,
       change_cents integer not null check (change_cents >= 0)
     ) strict`,
    // `discount_cents` is the line's own discount plus its menu's; `shared_discount_cents` its share of «REMISE TOTAL».
    `create table sale_line (
       sale_number integer not null references sale,
       rank integer not null,
       idart integer not null references article,
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
       primary key (sale_number, rank)
     ) strict, without rowid`,
    `create table sale_vat (
       sale_number integer not null references sale,
       rate text not null,
       net_cents integer not null,
       vat_cents integer not null,
       total_cents integer not null,
       primary key (sale_number, rate)
     ) strict, without rowid`,
    `create table sale_payment (
       sale_number integer not null references sale,
       rank integer not null,
       mode_id integer not null references payment_mode,
       mode_name text not null,
       cents integer not null,
       primary key (sale_number, rank)
     ) strict, without rowid`,
    `create table sale_print (
       id integer primary key,
       sale_number integer not null references sale,
       rank integer not null check (rank > 0),
       printed_at text not null,
       unique (sale_number, rank)
     ) strict`,
    `create table chain_entry (
       position integer primary key,
       kind text not null check (kind in ('sale', 'print')),
       subject integer not null,
       at text not null,
       previous_hash text not null,
       hash text not null,
       unique (kind, subject)
     ) strict`,
    ...tables.flatMap(appendOnly),
  ],
}
