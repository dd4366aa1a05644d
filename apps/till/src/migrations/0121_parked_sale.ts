import type { Migration } from '../platform/migrate.ts'

// Sales put aside by «ATTENTE»: not settled yet, so they may leave.
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
