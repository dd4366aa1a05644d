import type { Migration } from '../platform/migrate.ts'

const text = (name: string) => `alter table customer add column ${name} text not null default ''`

/**
 * The customers of web orders (contract, kezia R-K10). `source_id` is the customer's id in the system that sent the
 * order, `email_key` the e-mail address without case and blanks.
 */
export const webCustomer: Migration = {
  name: '0110_web_customer',
  statements: [
    'alter table customer add column source_id text',
    ...[
      'email',
      'email_key',
      'company',
      'phone',
      'access_code',
      'address_1',
      'address_2',
      'postal_code',
      'city',
      'country',
      'delivery_notes',
    ].map(text),
    'alter table customer add column last_used_at text',
    'create unique index customer_source on customer (source_id) where source_id is not null',
    `create index customer_email on customer (email_key) where email_key <> ''`,
    'alter table web_order add column customer_id integer references customer',
  ],
}
