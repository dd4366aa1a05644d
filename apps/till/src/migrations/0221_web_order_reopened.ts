import type { Migration } from '../platform/migrate.ts'

/**
 * A web order whose facture an avoir gave back: it may be invoiced again, and what that facture was paid with counts for
 * nothing any more. And one whose lines were changed here alone: what it comes to since (contract, kezia R-A6).
 */
export const webOrderReopened: Migration = {
  name: '0221_web_order_reopened',
  statements: [
    'alter table web_order add column given_back text check (json_valid(given_back))',
    'alter table web_order add column edited_total_cents integer',
  ],
}
