import type { Migration } from '../platform/migrate.ts'

// The last number given in each series. Taking max() of a table instead would reuse the numbers of deleted rows.
export const number: Migration = {
  name: '0005_number',
  statements: [
    'create table number (series text primary key, last integer not null check (last > 0)) strict',
  ],
}
