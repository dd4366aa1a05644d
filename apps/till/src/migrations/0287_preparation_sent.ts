import type { Migration } from '../platform/migrate.ts'

/**
 * What was last sent to each preparation station about an order (contract, counter T38). `before` is the state sent
 * before the job that is still queued; null when that job is the first one.
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
