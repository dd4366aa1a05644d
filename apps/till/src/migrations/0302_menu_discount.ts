import type { Migration } from '../platform/migrate.ts'

/**
 * What menus take off («Calcul par remise», contract kezia D62) is kept apart from the discounts that someone granted, by
 * line and by closing (counter T71). Null for what was recorded before, and for a line outside any menu.
 */
export const menuDiscount: Migration = {
  name: '0302_menu_discount',
  statements: [
    'alter table sale_line add column menu_discount_cents integer',
    'alter table closing add column menu_discount_cents integer',
  ],
}
