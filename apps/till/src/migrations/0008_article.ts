import type { Migration } from '../platform/migrate.ts'

const flag = (name: string) => `${name} integer not null default 0 check (${name} in (0, 1))`

// Sale prices are stored with tax, which is the reference (contract, kezia R-K3). `deleted_at` is the recycle bin: rows
// are never deleted, so that a sale can always name its article.
export const article: Migration = {
  name: '0008_article',
  statements: [
    `create table article (
       idart integer primary key,
       definition text not null check (length(trim(definition)) > 0),
       search_key text not null,
       internal_code text check (length(trim(internal_code)) > 0),
       price_cents integer not null default 0,
       vat1_id integer not null references vat_rate,
       vat2_id integer not null references vat_rate,
       purchase_vat_id integer not null references vat_rate,
       purchase_price_cents integer not null default 0 check (purchase_price_cents >= 0),
       ecotax_cents integer not null default 0 check (ecotax_cents >= 0),
       rayon_id integer references rayon,
       famille_id integer references famille check (famille_id is null or rayon_id is not null),
       sous_famille_id integer references sous_famille check (sous_famille_id is null or famille_id is not null),
       promo_price_cents integer check (promo_price_cents >= 0),
       promo_start text,
       promo_end text,
       ${flag('is_zero_price_allowed')},
       ${flag('is_negative_price_allowed')},
       ${flag('is_purchase_vat_sale_vat')},
       ${flag('is_own')},
       ${flag('is_independent')},
       ${flag('is_abandoned')},
       ${flag('is_sale_blocked')},
       ${flag('is_asleep')},
       ${flag('is_discount_forbidden')},
       ${flag('is_promo_forbidden')},
       ${flag('is_meal_voucher_eligible')},
       ${flag('is_published')},
       ${flag('is_option')},
       created_at text not null,
       deleted_at text,
       revision integer not null default 1,
       check (price_cents >= 0 or is_negative_price_allowed = 1),
       check ((promo_price_cents is null) = (promo_start is null) and (promo_start is null) = (promo_end is null)),
       check (promo_start <= promo_end)
     ) strict`,
    'create index article_search on article (search_key)',
    'create index article_internal_code on article (internal_code)',
  ],
}
