import type { Migration } from '../platform/migrate.ts'

// «Article à préparer» and «Nom du ticket de préparation» (contract, kezia W-16). Articles are prepared by default: a
// dish missing from the kitchen's ticket would not be made.
export const articlePreparation: Migration = {
  name: '0191_article_preparation',
  statements: [
    'alter table article add column is_prepared integer not null default 1 check (is_prepared in (0, 1))',
    "alter table article add column preparation_ticket text not null default ''",
  ],
}
