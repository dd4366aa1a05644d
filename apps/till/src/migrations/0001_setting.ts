import type { Migration } from '../platform/migrate.ts'

export const setting: Migration = {
  name: '0001_setting',
  statements: [
    'create table setting (key text primary key, value text not null check (json_valid(value))) strict',
  ],
}
