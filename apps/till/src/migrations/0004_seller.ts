import type { Migration } from '../platform/migrate.ts'

export const seller: Migration = {
  name: '0004_seller',
  statements: [
    `create table seller (
       id integer primary key,
       code text not null unique check (length(trim(code)) > 0),
       name text not null check (length(trim(name)) > 0),
       is_asleep integer not null default 0 check (is_asleep in (0, 1))
     ) strict`,
  ],
}
