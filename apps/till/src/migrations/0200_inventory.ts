import type { Migration } from '../platform/migrate.ts'

/**
 * Inventory in two steps (contract, kezia §5.8). A line keeps the count and the stock expected at that moment, so that
 * sales between the count and its validation do not appear as differences. Validated inventories are kept.
 */
export const inventory: Migration = {
  name: '0200_inventory',
  statements: [
    `create table inventory (
       id integer primary key,
       started_at text not null,
       validated_at text,
       revision integer not null default 0
     ) strict`,
    // Only one open inventory: an article counted in two would be corrected twice.
    'create unique index inventory_open on inventory (validated_at is null) where validated_at is null',
    `create table inventory_line (
       inventory_id integer not null references inventory on delete cascade,
       idart integer not null references article,
       counted_milli integer not null check (counted_milli >= 0),
       expected_milli integer not null,
       counted_at text not null,
       primary key (inventory_id, idart)
     ) strict, without rowid`,
  ],
}
