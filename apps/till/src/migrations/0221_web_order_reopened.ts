import type { Migration } from '../platform/migrate.ts'

/**
 * `given_back`: a credit note gave back the order's invoice, so it may be invoiced again and the payments of that
 * invoice no longer count. `edited_total_cents`: the total after lines were changed only here (contract, kezia R-A6).
 */
export const webOrderReopened: Migration = {
  name: '0221_web_order_reopened',
  statements: [
    'alter table web_order add column given_back text check (json_valid(given_back))',
    'alter table web_order add column edited_total_cents integer',
  ],
}
