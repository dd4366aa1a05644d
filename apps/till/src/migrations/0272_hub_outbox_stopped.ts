import type { Migration } from '../platform/migrate.ts'

/** Of a queue of months «Maintenance» shows what is stopped first. */
export const hubOutboxStopped: Migration = {
  name: '0272_hub_outbox_stopped',
  statements: ['create index hub_outbox_stopped on hub_outbox (id) where is_stopped = 1'],
}
