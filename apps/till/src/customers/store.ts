import type { Database } from '../platform/database.ts'
import {
  type CustomerRow,
  type CustomerValues,
  fromRow,
  searchKeyOf,
  toColumns,
  valueColumns,
} from './rows.ts'
import type { SharedFields } from './shared.ts'
import type { Customer, CustomerSheet, DeletedCustomer, SourceFacts } from './wire.ts'

const customersAtOnce = 100

/** Customers outside the recycle bin, without «Anonyme». */
const live = 'from customer where deleted_at is null and is_generic = 0'

/** Also finds «Anonyme» and customers in the recycle bin. */
export function find(database: Database, idcli: number): Customer | undefined {
  const row = database.get<CustomerRow>('select * from customer where idcli = ?', idcli)
  return row && fromRow(row)
}

export function findLive(database: Database, idcli: number): Customer | undefined {
  const row = database.get<CustomerRow>(`select * ${live} and idcli = ?`, idcli)
  return row && fromRow(row)
}

export function findBySource(database: Database, sourceId: string): Customer | undefined {
  const row = database.get<CustomerRow>('select * from customer where source_id = ?', sourceId)
  return row && fromRow(row)
}

/**
 * If several share the address, returns the most recently used; those in the recycle bin come last (contract, kezia
 * D45).
 */
export function findByEmail(database: Database, emailKey: string): Customer | undefined {
  const row = database.get<CustomerRow>(
    `select * from customer where email_key = ?1 and ?1 <> ''
     order by deleted_at is not null, last_used_at desc nulls last, idcli desc limit 1`,
    emailKey,
  )
  return row && fromRow(row)
}

export const list = (database: Database): Customer[] =>
  database.all<CustomerRow>(`select * ${live} order by idcli`).map(fromRow)

/** Without anonymised customers. */
export const countWithEmail = (database: Database): number =>
  database.get<{ count: number }>(
    `select count(*) as count ${live} and anonymised_at is null and email <> ''`,
  )!.count

/** Customers created and last used before an instant, without anonymised ones. */
export function* listUnusedSince(database: Database, instant: string): Generator<Customer> {
  for (let after = 0; ; ) {
    // Read in small pages, because the caller usually stops early.
    const rows = database.all<CustomerRow>(
      `select * ${live} and anonymised_at is null and coalesce(last_used_at, created_at) < ? and idcli > ?
       order by idcli limit ${customersAtOnce}`,
      instant,
      after,
    )
    yield* rows.map(fromRow)
    if (rows.length < customersAtOnce) return
    after = Number(rows.at(-1)!.idcli)
  }
}

/** Customers whose search key contains every word. */
export function search(
  database: Database,
  words: string[],
  order: 'name' | 'idcli',
  most: number,
): { customers: Customer[]; total: number } {
  const where = [live, ...words.map(() => 'instr(search_key, ?) > 0')].join(' and ')
  const by = order === 'idcli' ? 'idcli' : 'display_name collate nocase, idcli'
  const rows = database.all<CustomerRow>(`select * ${where} order by ${by} limit ?`, ...words, most)
  const { total } = database.get<{ total: number }>(`select count(*) as total ${where}`, ...words)!
  return { customers: rows.map(fromRow), total }
}

export const neighbours = (database: Database, idcli: number): CustomerSheet['neighbours'] =>
  database.get<CustomerSheet['neighbours']>(
    `select min(idcli) as first, max(idcli) filter (where idcli < ?1) as previous,
       min(idcli) filter (where idcli > ?1) as next, max(idcli) as last ${live}`,
    idcli,
  )!

export function insert(
  database: Database,
  idcli: number,
  values: CustomerValues,
  { now, sourceId }: { now: string; sourceId: string | null },
): void {
  const columns = ['idcli', 'created_at', 'source_id', ...valueColumns]
  database.run(
    `insert into customer (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    idcli,
    now,
    sourceId,
    ...toColumns(idcli, values),
  )
}

/** Returns false when the customer is deleted or at another revision. */
export function update(database: Database, idcli: number, revision: number, values: CustomerValues): boolean {
  const { changes } = database.run(
    `update customer set revision = revision + 1, ${valueColumns.map((column) => `${column} = ?`).join(', ')}
     where idcli = ? and revision = ? and deleted_at is null and is_generic = 0`,
    ...toColumns(idcli, values),
    idcli,
    revision,
  )
  return changes === 1
}

/** Writes values without checking the revision. */
export function overwrite(database: Database, idcli: number, values: CustomerValues): void {
  database.run(
    `update customer set revision = revision + 1, ${valueColumns.map((column) => `${column} = ?`).join(', ')}
     where idcli = ?`,
    ...toColumns(idcli, values),
    idcli,
  )
}

export const setDeleted = (database: Database, idcli: number, at: string | null) =>
  database.run('update customer set deleted_at = ?, revision = revision + 1 where idcli = ?', at, idcli)

export const setUsed = (database: Database, idcli: number, at: string) =>
  database.run('update customer set last_used_at = ? where idcli = ?', at, idcli)

export const setSource = (database: Database, idcli: number, sourceId: string | null) =>
  database.run('update customer set source_id = ? where idcli = ?', sourceId, idcli)

export const findShared = (database: Database, idcli: number): SharedFields | null => {
  const row = database.get<{ shared: string | null }>('select shared from customer where idcli = ?', idcli)
  return row?.shared ? (JSON.parse(row.shared) as SharedFields) : null
}

/** Stores the data just received from the source. */
export const setShared = (database: Database, idcli: number, shared: SharedFields, facts: SourceFacts) =>
  database.run(
    'update customer set shared = ?, source_facts = ? where idcli = ?',
    JSON.stringify(shared),
    JSON.stringify(facts),
    idcli,
  )

export const forgetSources = (database: Database) =>
  database.run('update customer set source_id = null, shared = null, source_facts = null')

export const setAnonymised = (database: Database, idcli: number, at: string) =>
  database.run(
    `update customer set display_name = 'Client anonymisé', anonymised_at = coalesce(anonymised_at, ?), shared = null,
       source_facts = null where idcli = ?`,
    at,
    idcli,
  )

export const isDeleted = (database: Database, idcli: number): boolean =>
  database.get('select 1 from customer where deleted_at is not null and idcli = ?', idcli) !== undefined

/** Most recently deleted first. */
export const listDeleted = (database: Database, most: number): DeletedCustomer[] =>
  database.all<DeletedCustomer>(
    `select idcli, display_name as displayName, city, email, deleted_at as deletedAt from customer
     where deleted_at is not null order by deleted_at desc, idcli limit ?`,
    most,
  )

/** Fills in the search key of customers created before it existed. */
export function fillSearchKeys(database: Database): void {
  for (const row of database.all<CustomerRow>(
    `select * from customer where search_key = '' and is_generic = 0`,
  )) {
    const customer = fromRow(row)
    database.run(
      'update customer set search_key = ? where idcli = ?',
      searchKeyOf(customer.idcli, customer),
      customer.idcli,
    )
  }
}
