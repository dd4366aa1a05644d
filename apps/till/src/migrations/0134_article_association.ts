import type { Migration } from '../platform/migrate.ts'

// Refs of orders that stand for an article of this till, once someone validated it (contract, kezia D58).
export const articleAssociation: Migration = {
  name: '0134_article_association',
  statements: [
    `create table article_association (
       source_ref text primary key,
       idart integer not null references article
     ) strict, without rowid`,
  ],
}
