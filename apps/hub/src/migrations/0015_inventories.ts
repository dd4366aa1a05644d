import type { Trx } from '../platform/db/index.ts'

/** The refs in a section of the stored catalogs, without duplicates, in catalog order. */
const refsOf = (section: string, items: string) => `
  array(select item ->> 'ref'
    from json_array_elements(data::json -> '${section}') with ordinality as p(parent, parent_position),
      json_array_elements(parent -> '${items}') with ordinality as i(item, position)
    where item ->> 'ref' is not null group by 1 order by min(parent_position * 1000000 + position))`

/** Stock of a location's skus and options by ref, and an index of refs to find the catalogs that contain them. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table catalog add column sku_refs text[] not null default '{}',
    add column option_refs text[] not null default '{}'`)
  await trx.run(`update catalog set sku_refs = ${refsOf('products', 'skus')},
      option_refs = ${refsOf('option_lists', 'options')}`)

  // No row means unlimited supply (contract, catalogs §15).
  await trx.run(`create table inventory_entry (
    account_id text not null,
    location_id text not null,
    kind text not null check (kind in ('sku', 'option')),
    ref text not null,
    stock numeric(15, 3) not null check (stock >= 0),
    expires_at timestamptz(3) check (expires_at is null or stock = 0),
    primary key (account_id, location_id, kind, ref),
    foreign key (account_id, location_id) references location (account_id, id))`)
  await trx.run(`create index inventory_expiry on inventory_entry (expires_at) where expires_at is not null`)
}
