import type { Migration } from '../platform/migrate.ts'

/** «Maintenance» lists stopped entries first, even when the outbox holds months of entries. */
export const hubOutboxStopped: Migration = {
  name: '0272_hub_outbox_stopped',
  statements: ['create index hub_outbox_stopped on hub_outbox (id) where is_stopped = 1'],
}
