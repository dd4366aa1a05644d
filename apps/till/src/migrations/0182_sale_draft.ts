import type { Migration } from '../platform/migrate.ts'

// The sale in progress of each station, so that a reload or crash of its browser loses nothing.
export const saleDraft: Migration = {
  name: '0182_sale_draft',
  statements: [
    `create table sale_draft (
       poste text primary key,
       draft_id text not null,
       seller_id integer,
       customer_id integer,
       basket text not null check (json_valid(basket)),
       saved_at text not null
     ) strict, without rowid`,
  ],
}
