import type { Trx } from '../platform/db/index.ts'

/** People: profiles, passwords, sessions, links in mails. */
export async function up(trx: Trx): Promise<void> {
  // Addresses are stored in lower case, so that uniqueness ignores case.
  await trx.run(`create table person (
    id text primary key,
    name text not null,
    first_name text not null check (first_name <> ''),
    last_name text not null check (last_name <> ''),
    email text not null unique check (email = lower(email)),
    email_verified boolean not null default false,
    locale text not null check (locale in ('fr-FR', 'en-GB')),
    image text,
    created_at timestamptz not null,
    updated_at timestamptz not null)`)

  await trx.run(`create table person_credential (
    id text primary key,
    person_id text not null references person on delete cascade,
    provider_id text not null,
    account_id text not null,
    password text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (provider_id, account_id))`)
  await trx.run(`create index person_credential_person on person_credential (person_id)`)

  // Only the keyed hash of the cookie's value is stored.
  await trx.run(`create table person_session (
    id text primary key,
    person_id text not null references person on delete cascade,
    token_hash text not null unique,
    expires_at timestamptz not null,
    ip_address text,
    user_agent text,
    created_at timestamptz not null,
    updated_at timestamptz not null)`)
  await trx.run(`create index person_session_person on person_session (person_id)`)

  // Links in mails that reset a password or verify an address; the identifier holds the link's hash.
  await trx.run(`create table person_link (
    id text primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null)`)
  await trx.run(`create index person_link_identifier on person_link (identifier)`)

  await trx.run(`create table throttle (
    key text primary key,
    attempts int not null,
    resets_at timestamptz not null) with (fillfactor = 50)`)

  // Answers to creation forms, by the form's idempotency key: a form sent twice creates one thing.
  await trx.run(`create table form_answer (
    person_id text not null,
    key text not null,
    answer text,
    created_at timestamptz not null,
    primary key (person_id, key))`)
}
