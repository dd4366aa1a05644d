import type { Migration } from '../platform/migrate.ts'

/** A customer with a «Société» is shown by that name, even if it is a person (contract, counter T85). */
export const customerCalled: Migration = {
  name: '0295_customer_called',
  statements: [
    `update customer set display_name = trim(company)
       where trim(company) <> '' and is_generic = 0 and anonymised_at is null`,
  ],
}
