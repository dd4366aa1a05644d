import type { Migration } from '../platform/migrate.ts'

/**
 * `unseen_changes`: what the source changed in a web order since a seller last saw it (contract, counter T55), as
 * `{ base, changes }`. `received_content`: the latest content of an invoiced order, whose `content` stays as sold.
 * `notice_repeats`: the alarm of a cancellation repeats until a user has seen it (contract, counter T56).
 */
export const webOrderChanges: Migration = {
  name: '0286_web_order_changes',
  statements: [
    'alter table web_order add column unseen_changes text check (json_valid(unseen_changes))',
    'alter table web_order add column received_content text check (json_valid(received_content))',
    'alter table web_order add column notice_repeats integer not null default 0 check (notice_repeats in (0, 1))',
    'create index web_order_unseen on web_order (number) where unseen_changes is not null',
  ],
}
