// The baselines of orders: the simplest statements that store or read as many bytes, on tables of their own. None of
// the hub's statements is used, so that what those cost can be seen.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Script } from './pgbench.ts'
import { runSql } from './sql.ts'
import type { OperationName } from './subject.ts'

const tables = `
create table placed_order (
  account_id text not null,
  id text not null,
  document text not null,
  primary key (account_id, id));
create table event (
  id bigint generated always as identity primary key,
  account_id text not null,
  listener_id text not null,
  order_id text not null);
create table listed_order (
  account_id text not null,
  location_id text not null,
  created_at timestamptz not null,
  id text not null,
  document text not null,
  primary key (account_id, location_id, created_at, id));`

const rows = `
insert into placed_order select :'account', 'order-' || n, :'document' from generate_series(1, :orders) n;
insert into listed_order
select :'account', 'location-' || (1 + n % case when n <= :picked then :loaded else :locations end),
  now() + n * interval '1 second', 'order-' || n, :'document'
from generate_series(1, :orders) n;
vacuum (analyze) placed_order;
vacuum (analyze) listed_order;
checkpoint;`

/** One order among as many as the hub's load takes in turn. */
const pickOrder = '\\set order_number random(1, :picked)'
const pickLocation = '\\set location_number random(1, :loaded)'

/** Statements on one line each, as pgbench takes them. `:document` is sent with each of them. */
const scripts: Readonly<Record<OperationName, string>> = {
  create: `${pickLocation}
with placed as (insert into placed_order (account_id, id, document) values (:account, gen_random_uuid()::text, :document) returning account_id, id) insert into event (account_id, listener_id, order_id) select account_id, 'listener-' || :location_number, id from placed;`,
  get: `${pickOrder}
select document from placed_order where account_id = :account and id = 'order-' || :order_number;`,
  'list 100': `${pickLocation}
select document from listed_order where account_id = :account and location_id = 'location-' || :location_number order by created_at, id limit 100;`,
  patch: `${pickLocation}
${pickOrder}
with changed as (update placed_order set document = :document where account_id = :account and id = 'order-' || :order_number returning account_id, id) insert into event (account_id, listener_id, order_id) select account_id, 'listener-' || :location_number, id from changed;`,
}

export interface MinimalData {
  /** An order as the hub stores it. */
  document: string
  locations: number
  /** Of those, the ones that the load goes to. */
  loaded: number
  /** In all. The ones that are read and changed are in the loaded locations, the others in all of them. */
  orders: number
  picked: number
}

/**
 * Fills an empty database with the tables, and writes the scripts.
 * @param folder for the scripts
 */
export async function createMinimal(
  url: string,
  folder: string,
  data: MinimalData,
): Promise<Record<OperationName, Script>> {
  const variables = { account: 'account', ...data }
  await runSql(url, tables + rows, variables)
  const made = Object.entries(scripts).map(async ([operation, text]): Promise<[string, Script]> => {
    const file = join(folder, `${operation.replace(' ', '-')}.sql`)
    await writeFile(file, `${text}\n`)
    return [operation, { url, file, variables }]
  })
  return Object.fromEntries(await Promise.all(made)) as Record<OperationName, Script>
}
