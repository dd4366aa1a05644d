import type { Migration } from '../platform/migrate.ts'

// The stock last sent to the hub, so that only changes are sent (contract, kezia D54).
export const hubStock: Migration = {
  name: '0133_hub_stock',
  statements: [
    `create table hub_stock (
       catalog_id text not null,
       location_id text not null,
       kind text not null check (kind in ('sku', 'option')),
       ref text not null,
       stock text not null,
       primary key (catalog_id, location_id, kind, ref)
     ) strict, without rowid`,
  ],
}
