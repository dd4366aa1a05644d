import type { Migration } from '../platform/migrate.ts'

// Sales parked by «ATTENTE». They are not settled yet, so rows may be deleted.
export const parkedSale: Migration = {
  name: '0121_parked_sale',
  statements: [
    `create table parked_sale (
       id integer primary key autoincrement,
       parked_at text not null,
       seller_name text not null,
       total_cents integer not null,
       basket text not null check (json_valid(basket))
     ) strict`,
  ],
}
