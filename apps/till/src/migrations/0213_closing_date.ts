import type { Migration } from '../platform/migrate.ts'

// The trigger on each sale looks up the latest closing date, and a till has thousands of closings after some years.
export const closingDate: Migration = {
  name: '0213_closing_date',
  statements: ['create index closing_closed_at on closing (closed_at)'],
}
