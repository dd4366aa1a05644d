import type { Migration } from '../platform/migrate.ts'

// «Par défaut» and «Facultatif» of a letter: the choice that is preselected when a menu is composed, and whether the
// letter may be left out (contract, counter T11).
export const menuComposition: Migration = {
  name: '0290_menu_composition',
  statements: [
    'alter table menu_letter add column is_optional integer not null default 0 check (is_optional in (0, 1))',
    'alter table menu_letter_article add column is_default integer not null default 0 check (is_default in (0, 1))',
    `create unique index menu_letter_default on menu_letter_article (menu_id, letter) where is_default = 1`,
  ],
}
