import type { Migration } from '../platform/migrate.ts'

// Maps refs in orders to articles of this till, once a user has confirmed the match (contract, kezia D58).
export const articleAssociation: Migration = {
  name: '0134_article_association',
  statements: [
    `create table article_association (
       source_ref text primary key,
       idart integer not null references article
     ) strict, without rowid`,
  ],
}
