import type { Migration } from '../platform/migrate.ts'

// One picture per article (contract, kezia D22), small enough to be sent without conversion (D52).
export const articleImage: Migration = {
  name: '0130_article_image',
  statements: [
    `create table article_image (
       idart integer primary key references article,
       type text not null,
       md5 text not null,
       bytes blob not null check (length(bytes) between 1 and 1048576)
     ) strict`,
  ],
}
