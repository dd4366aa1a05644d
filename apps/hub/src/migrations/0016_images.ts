import type { Trx } from '../platform/db/index.ts'

/** Images of catalogs, with their data in the database, because processes share nothing else. */
export async function up(trx: Trx): Promise<void> {
  // Only the uploading client can give an image a private ref, so the ref is a column (contract, catalogs §14).
  await trx.run(`create table image (
    account_id text not null,
    id text not null,
    catalog_id text not null,
    type text not null,
    size int not null,
    md5 text not null,
    client_id text not null,
    private_ref text,
    created_at timestamptz(3) not null,
    unattached_since timestamptz(3),
    data bytea not null,
    primary key (account_id, id),
    foreign key (account_id, catalog_id) references catalog on delete cascade)`)
  // Images are already compressed.
  await trx.run(`alter table image alter column data set storage external`)
  await trx.run(`create index image_of_catalog on image (account_id, catalog_id, created_at, id)`)
  await trx.run(`create unique index image_private_ref on image (account_id, catalog_id, client_id, private_ref)
    where private_ref is not null`)
  await trx.run(
    `create index image_unattached on image (unattached_since) where unattached_since is not null`,
  )
}
