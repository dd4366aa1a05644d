import type { Migration } from '../platform/migrate.ts'

const kept = `idart, code, definition, quantity, unit_cents, discount_cents, shared_discount_cents, total_cents, vat_rate,
  menu_key, menu_name, depth, note, origin_rank, menu_idart, idtar, tariff_title`

/**
 * Gives sale lines a single integer key, sale × 1 000 000 + rank. SQLite then appends the lines at the end of the table
 * without splitting pages, which saves every sale a WAL page.
 */
export const saleLinePlace: Migration = {
  name: '0270_sale_line_place',
  statements: [
    `create table sale_line_next (
       place integer primary key,
       sale_number integer not null generated always as (place / 1000000) virtual references sale,
       rank integer not null generated always as (place % 1000000) virtual,
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
       menu_idart integer references article,
       idtar integer,
       tariff_title text
     ) strict`,
    `insert into sale_line_next (place, ${kept})
     select sale_number * 1000000 + rank, ${kept} from sale_line order by sale_number, rank`,
    'drop table sale_line',
    'alter table sale_line_next rename to sale_line',
    ...['update', 'delete'].map(
      (change) => `create trigger sale_line_no_${change} before ${change} on sale_line
         begin select raise(abort, 'sale_line is append-only'); end`,
    ),
  ],
}
