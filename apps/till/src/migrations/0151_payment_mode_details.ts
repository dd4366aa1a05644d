import type { Migration } from '../platform/migrate.ts'

// Contract, kezia W-19: «Code Compta» and «Tiroir». The kind of a mode never changes, because past totals depend on it.
export const paymentModeDetails: Migration = {
  name: '0151_payment_mode_details',
  statements: [
    `alter table payment_mode add column accounting_code text not null default ''`,
    'alter table payment_mode add column opens_drawer integer not null default 0 check (opens_drawer in (0, 1))',
    `update payment_mode set opens_drawer = 1 where kind in ('cash', 'cheque')`,
    `create trigger payment_mode_kind_never_changes before update of kind on payment_mode
       begin select raise(abort, 'the kind of a payment mode never changes'); end`,
  ],
}
