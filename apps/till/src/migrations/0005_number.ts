import type { Migration } from '../platform/migrate.ts'

// The last number given in each series: numbers are never taken from max() of a table, whose rows may be deleted.
export const number: Migration = {
  name: '0005_number',
  statements: [
    'create table number (series text primary key, last integer not null check (last > 0)) strict',
  ],
}
