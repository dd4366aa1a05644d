import type { Migration } from '../platform/migrate.ts'

// Two postes may edit the same menu: a save from an older revision is refused.
export const menuRevision: Migration = {
  name: '0170_menu_revision',
  statements: ['alter table menu add column revision integer not null default 1'],
}
