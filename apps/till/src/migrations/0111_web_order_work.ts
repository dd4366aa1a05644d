import type { Migration } from '../platform/migrate.ts'

/**
 * What the till does with a web order after validation: the time announced by «Retard», how often its preparation
 * ticket was printed, and the articles chosen for lines without one (contract, kezia §3.3, R-K2).
 */
export const webOrderWork: Migration = {
  name: '0111_web_order_work',
  statements: [
    'alter table web_order add column delayed_at text',
    'alter table web_order add column ticket_count integer not null default 0 check (ticket_count >= 0)',
    `alter table web_order add column replacements text not null default '{}' check (json_valid(replacements))`,
  ],
}
