import type { Migration } from '../platform/migrate.ts'

// Optional (contract, kezia §5.2); salted and hashed like the technician's.
export const sellerPassword: Migration = {
  name: '0181_seller_password',
  statements: ['alter table seller add column password text'],
}
