import type { Migration } from '../platform/migrate.ts'

/** Tables that the shop sets up and the counter only reads. `platform/reference-memory.ts` caches them. */
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
 * A version number that any change to these tables replaces, even one by another process. It is random, not a counter:
 * after a rollback a counter would give the same number to the next, different change. 53 bits fit a JavaScript number.
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
