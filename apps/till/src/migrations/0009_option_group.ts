import type { Migration } from '../platform/migrate.ts'

// The groups of option articles offered with an article (contract, kezia D22), ordered by `rang`.
export const optionGroup: Migration = {
  name: '0009_option_group',
  statements: [
    `create table option_group (
       id integer primary key,
       idart integer not null references article,
       name text not null check (length(trim(name)) > 0),
       rang integer not null default 0,
       min_selections integer not null default 0 check (min_selections >= 0),
       max_selections integer check (max_selections >= min_selections)
     ) strict`,
    `create table option_group_article (
       group_id integer not null references option_group on delete cascade,
       idart integer not null references article,
       rang integer not null default 0,
       primary key (group_id, idart)
     ) strict, without rowid`,
  ],
}
