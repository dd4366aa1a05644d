import type { Migration } from '../platform/migrate.ts'

// `search_key` is the name without case and accents, so that «Pizzas» and «PIZZAS» are one rayon. `rang` orders the
// export.
export const classification: Migration = {
  name: '0007_classification',
  statements: [
    `create table rayon (
       id integer primary key,
       name text not null check (length(trim(name)) > 0),
       search_key text not null unique,
       rang integer not null default 0
     ) strict`,
    `create table famille (
       id integer primary key,
       rayon_id integer not null references rayon,
       name text not null check (length(trim(name)) > 0),
       search_key text not null,
       rang integer not null default 0,
       unique (rayon_id, search_key)
     ) strict`,
    `create table sous_famille (
       id integer primary key,
       famille_id integer not null references famille,
       name text not null check (length(trim(name)) > 0),
       search_key text not null,
       rang integer not null default 0,
       unique (famille_id, search_key)
     ) strict`,
  ],
}
