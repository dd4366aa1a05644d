import type { Migration } from '../platform/migrate.ts'

// Contract, kezia W-19: an existing rate is never edited, and a 0 rate must exist.
export const vatRate: Migration = {
  name: '0002_vat_rate',
  statements: [
    `create table vat_rate (
       id integer primary key,
       rate text not null unique check (cast(rate as real) between 0 and 100)
     ) strict`,
    `create trigger vat_rate_is_never_edited before update on vat_rate
       begin select raise(abort, 'a VAT rate is never edited'); end`,
    `create trigger vat_rate_zero_stays before delete on vat_rate when old.rate = '0.0'
       begin select raise(abort, 'the 0 rate must exist'); end`,
    `insert into vat_rate (id, rate) values (1, '0.0'), (2, '5.5'), (3, '10.0'), (4, '20.0')`,
  ],
}
