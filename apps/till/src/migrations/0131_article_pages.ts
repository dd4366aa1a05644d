import type { Migration } from '../platform/migrate.ts'

// «Compléments de définition» and «Alcool» (contract, kezia D22, D53).
export const articlePages: Migration = {
  name: '0131_article_pages',
  statements: [
    "alter table article add column description text not null default ''",
    "alter table article add column alcohol text not null default ''",
    'create index option_group_owner on option_group (idart)',
    'create index option_group_article_idart on option_group_article (idart)',
  ],
}
