import type { Migration } from '../platform/migrate.ts'

// The tariff of «Multi-tarif Grilles» that a line sold, and its title at that time.
export const saleLineTariff: Migration = {
  name: '0183_sale_line_tariff',
  statements: [
    'alter table sale_line add column idtar integer',
    'alter table sale_line add column tariff_title text',
  ],
}
