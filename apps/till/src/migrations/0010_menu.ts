import type { Migration } from '../platform/migrate.ts'

// A menu is sold as the article `idart`; each letter of its composition has its eligible articles (contract, kezia
// W-17, D23). `discount_percent` above 0 replaces the fixed price by a discount on each article.
export const menu: Migration = {
  name: '0010_menu',
  statements: [
    `create table menu (
       id integer primary key,
       name text not null check (length(trim(name)) > 0),
       idart integer not null references article,
       rang integer not null default 0,
       discount_percent text not null default '0.0',
       price_cents integer not null check (price_cents >= 0)
     ) strict`,
    `create table menu_letter (
       menu_id integer not null references menu on delete cascade,
       letter text not null check (letter glob '[A-WYZ]'),
       rang integer not null,
       label text not null check (length(trim(label)) > 0),
       primary key (menu_id, letter)
     ) strict, without rowid`,
    `create table menu_letter_article (
       menu_id integer not null,
       letter text not null,
       idart integer not null references article,
       extra_cents integer not null default 0 check (extra_cents >= 0),
       primary key (menu_id, letter, idart),
       foreign key (menu_id, letter) references menu_letter on delete cascade
     ) strict, without rowid`,
  ],
}
