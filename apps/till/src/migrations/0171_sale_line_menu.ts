import type { Migration } from '../platform/migrate.ts'

// The article that a line's menu is sold as, which is its ref in an order even after the menu is deleted.
export const saleLineMenu: Migration = {
  name: '0171_sale_line_menu',
  statements: ['alter table sale_line add column menu_idart integer references article'],
}
