import type { Migration } from '../platform/migrate.ts'

// There is exactly one generic customer, used when an order gives neither account nor e-mail (contract, kezia R-K10).
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
