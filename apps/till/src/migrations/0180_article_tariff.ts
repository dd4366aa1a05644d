import type { Migration } from '../platform/migrate.ts'

// «Multi-tarif Grilles» and «Codes de vente» (contract, kezia W-16). An IDTAR counts within its article and is never
// reused: removed rows stay, so that a ref known elsewhere never names another tariff.
export const articleTariff: Migration = {
  name: '0180_article_tariff',
  statements: [
    `create table article_tariff (
       idart integer not null references article,
       idtar integer not null check (idtar > 0),
       rang integer not null default 0,
       title text not null check (length(trim(title)) > 0),
       price_cents integer not null,
       is_removed integer not null default 0 check (is_removed in (0, 1)),
       primary key (idart, idtar)
     ) strict, without rowid`,
    // `quantity_milli` is «Cond. Vente»: the quantity that one scan of the code sells, in thousandths.
    `create table article_code (
       idart integer not null references article,
       rang integer not null,
       code text not null collate nocase check (length(trim(code)) > 0),
       quantity_milli integer not null default 1000 check (quantity_milli > 0),
       primary key (idart, rang)
     ) strict, without rowid`,
    'create index article_code_code on article_code (code)',
  ],
}
