import type { Migration } from '../platform/migrate.ts'

// Contract, kezia W-6: the keys «Site» and «Tous» of the tab «Vendeur». A seller without a site sells at every site.
export const sellerSite: Migration = {
  name: '0215_seller_site',
  statements: ['alter table seller add column site integer check (site between 0 and 999)'],
}
