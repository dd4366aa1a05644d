import type { Migration } from '../platform/migrate.ts'

/**
 * Who sold, as the head of the tickets said it that day (contract, kezia §5.14): one row for each head that there was,
 * named by the SHA-256 of its content, so that what signs the name signs the content. Documents from before have none.
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
