import type { Migration } from '../platform/migrate.ts'

/**
 * Snapshots of the letterhead, as printed at the time (contract, kezia §5.14). The key is the SHA-256 of the content,
 * so that a hash over the key covers the content. Documents recorded before this migration have none.
 */
export const shopHead: Migration = {
  name: '0211_shop_head',
  statements: [
    `create table shop_head (
       digest text primary key check (length(digest) = 64),
       content text not null check (json_valid(content))
     ) strict, without rowid`,
    ...['update', 'delete'].map(
      (change) => `create trigger shop_head_no_${change} before ${change} on shop_head
         begin select raise(abort, 'shop_head is append-only'); end`,
    ),
    'alter table sale add column shop_head text references shop_head',
    'alter table closing add column shop_head text references shop_head',
  ],
}
