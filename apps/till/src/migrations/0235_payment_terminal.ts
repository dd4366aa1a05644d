import type { Migration } from '../platform/migrate.ts'

/** «Type TPE» (contract, kezia W-19): the card terminal that a mode is taken on, in the merchant's own words. */
export const paymentTerminal: Migration = {
  name: '0235_payment_terminal',
  statements: [`alter table payment_mode add column terminal_type text not null default ''`],
}
