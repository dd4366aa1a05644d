import type { Migration } from '../platform/migrate.ts'

const text = (name: string) => `alter table customer add column ${name} text not null default ''`
const box = (name: string) =>
  `alter table customer add column ${name} integer not null default 0 check (${name} in (0, 1))`

/**
 * The customer sheet (contract, kezia W-18, D24). `display_name` is the name shown and is never empty; `last_name` is
 * as given and may be empty. `shared` is the data last received from the source, so that only changes are sent back;
 * `source_facts` is data that only the source maintains.
 */
export const customerSheet: Migration = {
  name: '0160_customer_sheet',
  statements: [
    'alter table customer rename column last_name to display_name',
    ...['last_name', 'civility', 'mobile', 'search_key'].map(text),
    ...['is_company', 'is_blocked', 'is_asleep', 'is_net_billed', 'is_sms_allowed', 'is_email_allowed'].map(
      box,
    ),
    'alter table customer add column birth_date text',
    'alter table customer add column shared text check (json_valid(shared))',
    'alter table customer add column source_facts text check (json_valid(source_facts))',
    'alter table customer add column anonymised_at text',
    'alter table customer add column deleted_at text',
    'alter table customer add column revision integer not null default 1',
    'create index web_order_customer on web_order (customer_id)',
    // For customers of web orders without a name, `display_name` held one of these texts instead.
    `update customer set last_name = display_name
       where is_generic = 0 and display_name not in ('Client web', 'Client anonymisé', company, email)`,
    `update customer set is_company = 1 where company <> '' and last_name = ''`,
    `update customer set anonymised_at = coalesce(last_used_at, created_at) where display_name = 'Client anonymisé'`,
    `update customer set display_name = trim(last_name || ' ' || first_name) where last_name <> ''`,
  ],
}
