import type { Migration } from '../platform/migrate.ts'

/**
 * Orders placed on the web. An order is stored as a document: `content` as received, `lines` as the till interprets
 * them, and columns for what the till filters on or changes. Times are UTC texts that sort chronologically.
 */
export const webOrder: Migration = {
  name: '0100_web_order',
  statements: [
    `create table web_order (
      number integer primary key,
      source_id text not null unique,
      status text not null,
      due_at text not null,
      confirmed_at text,
      content text not null check (json_valid(content)),
      lines text not null check (json_valid(lines)),
      raw text not null,
      seller_name text,
      rejection_cause text,
      handled_elsewhere integer not null default 0,
      notice text check (notice in ('cancelled', 'elsewhere')),
      arrived_at text not null,
      last_alert_at text not null,
      early_reminder_done integer not null default 0
    ) strict`,
    `create index web_order_waiting on web_order (status) where status = 'pending'`,
    'create index web_order_notice on web_order (notice) where notice is not null',
    'create index web_order_due on web_order (due_at)',
  ],
}
