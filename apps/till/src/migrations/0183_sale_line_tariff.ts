import type { Migration } from '../platform/migrate.ts'

// Which tariff of «Multi-tarif Grilles» a line sold, and what it was called then.
export const saleLineTariff: Migration = {
  name: '0183_sale_line_tariff',
  statements: [
    'alter table sale_line add column idtar integer',
    'alter table sale_line add column tariff_title text',
  ],
}
