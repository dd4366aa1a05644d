import type { Migration } from '../platform/migrate.ts'

/** «Type TPE» (contract, kezia W-19): the card terminal used for a mode, as free text. */
export const paymentTerminal: Migration = {
  name: '0235_payment_terminal',
  statements: [`alter table payment_mode add column terminal_type text not null default ''`],
}
