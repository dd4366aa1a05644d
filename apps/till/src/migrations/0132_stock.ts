import type { Migration } from '../platform/migrate.ts'

// Stock in thousandths of a unit: quantities have 3 decimals (contract, kezia D4). Movements are append-only.
export const stock: Migration = {
  name: '0132_stock',
  statements: [
    'alter table article add column is_stock_managed integer not null default 0 check (is_stock_managed in (0, 1))',
    `create table article_stock (
       idart integer primary key references article,
       on_hand_milli integer not null default 0,
       reserved_milli integer not null default 0
     ) strict`,
    `create table stock_movement (
       id integer primary key,
       idart integer not null references article,
       milli integer not null,
       reason text not null,
       at text not null
     ) strict`,
    'create index stock_movement_article on stock_movement (idart, id)',
  ],
}
