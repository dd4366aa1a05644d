import type { Migration } from '../platform/migrate.ts'

const appendOnly = (table: string) =>
  ['update', 'delete'].map(
    (change) => `create trigger ${table}_no_${change} before ${change} on ${table}
       begin select raise(abort, '${table} is append-only'); end`,
  )

/**
 * Daily, monthly and yearly closings with their totals (contract, kezia D64, §5.14): part of the same chain as the
 * sales, and append-only like them.
 */
export const closing: Migration = {
  name: '0150_closing',
  statements: [
    // A closing covers what follows the previous closing of its kind, up to and including `up_to_sale` and
    // `up_to_deposit` (0 without any). `since` is when the previous one was made. `perpetual_cents` sums all sales so
    // far.
    `create table closing (
       id integer primary key,
       kind text not null check (kind in ('day', 'month', 'year')),
       number integer not null check (number > 0),
       since text,
       closed_at text not null check (since <= closed_at),
       station integer not null,
       currency text not null,
       up_to_sale integer not null,
       up_to_deposit integer not null,
       sale_count integer not null check (sale_count >= 0),
       first_sale integer references sale,
       last_sale integer references sale check (first_sale <= last_sale),
       net_cents integer not null,
       vat_cents integer not null,
       total_cents integer not null check (total_cents = net_cents + vat_cents),
       discount_cents integer not null,
       perpetual_cents integer not null,
       unique (kind, number)
     ) strict`,
    `create table closing_total (
       closing_id integer not null references closing,
       rank integer not null,
       dimension text not null check (dimension in ('vat', 'mode', 'deposit', 'seller', 'channel', 'kind')),
       key text not null,
       label text not null,
       document_count integer not null,
       net_cents integer,
       vat_cents integer,
       total_cents integer not null,
       primary key (closing_id, rank)
     ) strict, without rowid`,
    ...['closing', 'closing_total'].flatMap(appendOnly),
    ...[
      ['sale', 'sold_at'],
      ['deposit', 'received_at'],
    ].map(
      ([table, at]) => `create trigger ${table}_after_closing before insert on ${table}
         when new.${at} < (select max(closed_at) from closing)
         begin select raise(abort, 'nothing is dated before a closing'); end`,
    ),
  ],
}
