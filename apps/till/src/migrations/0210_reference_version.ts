import type { Migration } from '../platform/migrate.ts'

/** What the shop sets up and the counter only reads: `platform/reference-memory.ts` keeps what is read of it. */
export const referenceTables = [
  'article',
  'article_tariff',
  'menu',
  'menu_letter',
  'menu_letter_article',
  'option_group',
  'option_group_article',
  'vat_rate',
]

export const renewal = (table: string, change: string) =>
  `create trigger ${table}_${change}_renews_reference after ${change} on ${table}
     begin update reference_version set version = random() & 9007199254740991; end`

/**
 * A number that becomes another one with each change of these tables, whoever makes it. By chance and not by counting: a
 * change that is rolled back must not leave its number to the next one. 53 bits, what a number of JavaScript holds.
 */
export const referenceVersion: Migration = {
  name: '0210_reference_version',
  statements: [
    'create table reference_version (id integer primary key check (id = 1), version integer not null) strict',
    'insert into reference_version values (1, random() & 9007199254740991)',
    ...referenceTables.flatMap((table) =>
      ['insert', 'update', 'delete'].map((change) => renewal(table, change)),
    ),
  ],
}
