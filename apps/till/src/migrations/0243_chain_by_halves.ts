import type { Migration } from '../platform/migrate.ts'

/**
 * Drops the index over the sales in the chain: they are in the order of their numbers, so `sales/chain.ts` finds them
 * by binary search. The other entries are few and keep an index.
 */
export const chainByHalves: Migration = {
  name: '0243_chain_by_halves',
  statements: [
    // Recreates the table with its rows: SQLite cannot drop a constraint in place.
    `create table chain_entry_next (
       position integer primary key,
       kind text not null check (kind in ('sale', 'print', 'deposit', 'closing', 'restoration')),
       subject integer not null,
       at text not null,
       previous_hash text not null,
       hash text not null
     ) strict`,
    'insert into chain_entry_next select position, kind, subject, at, previous_hash, hash from chain_entry',
    'drop table chain_entry',
    'alter table chain_entry_next rename to chain_entry',
    `create unique index chain_entry_subject on chain_entry (kind, subject) where kind <> 'sale'`,
    ...['update', 'delete'].map(
      (change) => `create trigger chain_entry_no_${change} before ${change} on chain_entry
         begin select raise(abort, 'chain_entry is append-only'); end`,
    ),
  ],
}
