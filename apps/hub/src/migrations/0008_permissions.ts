import type { Trx } from '../platform/db/index.ts'

/** Permissions on accounts and locations, and invitations for people without a profile. */
export async function up(trx: Trx): Promise<void> {
  // One row per person and entity; person_id is null until the address is verified (back-office §3.4).
  await trx.run(`create table permission (
    account_id text not null references account,
    id text not null,
    location_id text,
    person_id text references person on delete cascade,
    email text check (email = lower(email)),
    role text not null check (role in ('admin', 'manager')),
    bits int not null,
    created_at timestamptz not null default now(),
    primary key (account_id, id),
    check ((person_id is null) <> (email is null)))`)
  await trx.run(`create unique index permission_person on permission (account_id, coalesce(location_id, ''), person_id)
    where person_id is not null`)
  await trx.run(`create unique index permission_email on permission (account_id, coalesce(location_id, ''), email)
    where email is not null`)
  await trx.run(`create index permission_of_person on permission (person_id) where person_id is not null`)
  await trx.run(`create index permission_of_email on permission (email) where email is not null`)

  // Finds the permission of an invitation link. Only the keyed hash of the link is stored.
  await trx.run(`create table invitation (
    link_hash text primary key,
    account_id text not null,
    permission_id text not null,
    expires_at timestamptz not null,
    foreign key (account_id, permission_id) references permission on delete cascade)`)
  await trx.run(`create index invitation_permission on invitation (account_id, permission_id)`)

  // Fields of accounts and locations that only the back office uses (back-office §4.15, §4.16).
  await trx.run(`alter table account
    add column billing_address text, add column billing_postal_code text, add column billing_city text,
    add column billing_country text, add column vat_number text,
    add column billing_locale text not null default 'fr-FR' check (billing_locale in ('fr-FR', 'en-GB'))`)
  await trx.run(`alter table location
    add column vat_number text,
    add column billing_differs boolean not null default false,
    add column billing_address text, add column billing_postal_code text, add column billing_city text,
    add column billing_country text`)
}
