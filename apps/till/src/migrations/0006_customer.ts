import type { Migration } from '../platform/migrate.ts'

// The generic customer stands for whoever gave neither account nor e-mail (contract, kezia R-K10); there is one.
export const customer: Migration = {
  name: '0006_customer',
  statements: [
    `create table customer (
       idcli integer primary key,
       last_name text not null check (length(trim(last_name)) > 0),
       first_name text not null default '',
       is_generic integer not null default 0 check (is_generic in (0, 1)),
       created_at text not null
     ) strict`,
    'create unique index customer_generic on customer (is_generic) where is_generic = 1',
  ],
}
