import type { Migration } from '../platform/migrate.ts'

// «Temps de Préparation (min.)» (contract, kezia W-16). Null uses the default duration.
export const articlePreparationMinutes: Migration = {
  name: '0230_article_preparation_minutes',
  statements: [
    'alter table article add column preparation_minutes integer check (preparation_minutes between 1 and 600)',
  ],
}
