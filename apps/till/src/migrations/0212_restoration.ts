import type { Migration } from '../platform/migrate.ts'

const appendOnly = (table: string) =>
  ['update', 'delete'].map(
    (change) => `create trigger ${table}_no_${change} before ${change} on ${table}
       begin select raise(abort, '${table} is append-only'); end`,
  )

/**
 * Database restores, part of the same chain as the sales (contract, kezia D64). Each records the number after which
 * every series resumes, because numbers above those of the backup were already given.
 */
export const restoration: Migration = {
  name: '0212_restoration',
  statements: [
    `create table restoration (
       id integer primary key,
       restored_at text not null,
       backup text not null
     ) strict`,
    // The last number given before the restore; only series that resume above the backup's number have a row.
    `create table restoration_number (
       restoration_id integer not null references restoration,
       series text not null,
       last integer not null check (last > 0),
       primary key (restoration_id, series)
     ) strict, without rowid`,
    ...['restoration', 'restoration_number'].flatMap(appendOnly),
    // Written into the backup's copy before it becomes the till's database; the first start processes it.
    `create table pending_restoration (
       id integer primary key check (id = 1),
       backup text not null,
       last_ticket integer
     ) strict`,
    // Recreates the table with its rows: SQLite cannot relax a check in place.
    `create table chain_entry_next (
       position integer primary key,
       kind text not null check (kind in ('sale', 'print', 'deposit', 'closing', 'restoration')),
       subject integer not null,
       at text not null,
       previous_hash text not null,
       hash text not null,
       unique (kind, subject)
     ) strict`,
    'insert into chain_entry_next select position, kind, subject, at, previous_hash, hash from chain_entry',
    'drop table chain_entry',
    'alter table chain_entry_next rename to chain_entry',
    ...appendOnly('chain_entry'),
  ],
}
