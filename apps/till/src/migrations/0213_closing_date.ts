import type { Migration } from '../platform/migrate.ts'

// Each sale looks up the last closing, before which nothing is dated: a till of some years has thousands.
export const closingDate: Migration = {
  name: '0213_closing_date',
  statements: ['create index closing_closed_at on closing (closed_at)'],
}
