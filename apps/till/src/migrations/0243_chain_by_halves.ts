import type { Migration } from '../platform/migrate.ts'

/**
 * The chain without an index over its sales, which lie in it in the order of their numbers: `sales/chain.ts` finds them by
 * halves. What else is signed is rare, and has one.
 */
export const chainByHalves: Migration = {
  name: '0243_chain_by_halves',
  statements: [
    // A table made anew with what it held: a constraint cannot be dropped in place.
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
