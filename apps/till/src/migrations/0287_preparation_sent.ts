import type { Migration } from '../platform/migrate.ts'

/**
 * What each preparation station was last told of an order (contract, counter T38): `before` is what it was told before the
 * job that still waits, null when that job is the first one.
 */
export const preparationSent: Migration = {
  name: '0287_preparation_sent',
  statements: [
    `create table preparation_sent (
       subject text not null check (length(subject) > 0),
       name text not null,
       state text not null check (json_valid(state)),
       before text check (json_valid(before)),
       job_id integer,
       primary key (subject, name)
     ) strict, without rowid`,
  ],
}
