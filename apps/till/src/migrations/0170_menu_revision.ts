import type { Migration } from '../platform/migrate.ts'

// Two stations may edit the same menu: the revision makes a save from an outdated copy fail.
export const menuRevision: Migration = {
  name: '0170_menu_revision',
  statements: ['alter table menu add column revision integer not null default 1'],
}
