import type { Migration } from '../platform/migrate.ts'

/**
 * Stores what menus take off («Calcul par remise», contract kezia D62) separately from the discounts that sellers
 * grant, by line and by closing (counter T71). Null in rows recorded before, and for a line outside any menu.
 */
export const menuDiscount: Migration = {
  name: '0302_menu_discount',
  statements: [
    'alter table sale_line add column menu_discount_cents integer',
    'alter table closing add column menu_discount_cents integer',
  ],
}
