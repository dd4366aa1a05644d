import type { Migration } from '../platform/migrate.ts'

// The article that the menu of a line is sold as: its ref in an order, whatever becomes of the menu.
export const saleLineMenu: Migration = {
  name: '0171_sale_line_menu',
  statements: ['alter table sale_line add column menu_idart integer references article'],
}
