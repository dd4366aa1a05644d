import { hash as digest } from 'node:crypto'
import type { Database } from '../platform/database.ts'
import { lastBefore } from './halves.ts'
import { linesOf } from './line-places.ts'

export type ChainKind = 'sale' | 'print' | 'deposit' | 'closing' | 'restoration'

export interface ChainEntry {
  position: number
  kind: ChainKind
  subject: number
  at: string
  previousHash: string
}

/** Reads rows from the till's database or from a file being verified. */
export type Reader = Pick<Database, 'all'>

/** The `previousHash` of the first entry. */
export const firstHash = '0'.repeat(64)

type Row = Record<string, unknown>

interface Hashed {
  /** Selects every column, in table order: a column outside the hash could be changed without detection. */
  sql: string
  /**
   * Columns added after the first fingerprints were computed, with the value that existing rows got. The hash leaves
   * out a column that holds this value, so that old rows keep their fingerprint, and covers any other value.
   */
  younger: Row
}

const contents: Record<ChainKind, Hashed[]> = {
  sale: [
    {
      sql: 'select * from sale where number = ?',
      younger: {
        kind: 'ticket',
        customer_id: null,
        customer_snapshot: null,
        origin_kind: 'counter',
        origin_number: null,
        origin_details: null,
        channel: null,
        note: '',
        shop_head: null,
      },
    },
    {
      // All columns but `place`, which only combines `sale_number` and `rank`.
      sql: `select sale_number, rank, idart, code, definition, quantity, unit_cents, discount_cents, shared_discount_cents,
              total_cents, vat_rate, menu_key, menu_name, depth, note, origin_rank, menu_idart, idtar, tariff_title,
              menu_discount_cents
            from sale_line where ${linesOf('?1')} order by place`,
      younger: {
        depth: 0,
        note: '',
        origin_rank: null,
        idtar: null,
        tariff_title: null,
        menu_idart: null,
        menu_discount_cents: null,
      },
    },
    { sql: 'select * from sale_vat where sale_number = ? order by rate', younger: {} },
    { sql: 'select * from sale_payment where sale_number = ? order by rank', younger: { is_deposit: 0 } },
  ],
  print: [{ sql: 'select * from sale_print where id = ?', younger: {} }],
  deposit: [{ sql: 'select * from deposit where id = ?', younger: {} }],
  closing: [
    { sql: 'select * from closing where id = ?', younger: { shop_head: null, menu_discount_cents: null } },
    { sql: 'select * from closing_total where closing_id = ? order by rank', younger: {} },
  ],
  restoration: [
    { sql: 'select * from restoration where id = ?', younger: {} },
    { sql: 'select * from restoration_number where restoration_id = ? order by series', younger: {} },
  ],
}

/** The rows that the hash of an entry covers, one array per table of `contents`. */
export type SignedRows = Row[][]

export const readRows = (reader: Reader, kind: ChainKind, subject: number): SignedRows =>
  contents[kind].map(({ sql }) => reader.all<Row>(sql, subject))

/** Sets skipped columns to undefined, which `JSON.stringify` leaves out. */
function hashedPart(row: Row, younger: Row): Row {
  const part = { ...row }
  for (const column in younger) if (part[column] === younger[column]) part[column] = undefined
  return part
}

/** The fingerprint of an entry: SHA-256 of its header, its rows and the previous fingerprint (contract, kezia D64). */
export function hashOf({ position, kind, subject, at, previousHash }: ChainEntry, rows: SignedRows): string {
  const parts = contents[kind].map(({ younger }, table) =>
    rows[table]!.map((row) => hashedPart(row, younger)),
  )
  return digest('sha256', JSON.stringify([previousHash, position, kind, subject, at, parts]))
}

export interface ChainHead {
  position: number
  hash: string
  at: string
}

export const headOf = (database: Database): ChainHead | undefined =>
  database.get<ChainHead>('select position, hash, at from chain_entry order by position desc limit 1')

/** Finds the chain entry of a sale by binary search: sales enter the chain in the order of their numbers. */
export function findSaleEntry(
  database: Database,
  number: number,
): Pick<ChainHead, 'position' | 'hash'> | undefined {
  const firstFrom = (position: number) =>
    database.get<{ position: number; subject: number; hash: string }>(
      `select position, subject, hash from chain_entry where position >= ? and kind = 'sale' order by position limit 1`,
      position,
    )
  const before = lastBefore(1 + (headOf(database)?.position ?? 0), (from) => {
    const entry = firstFrom(from)
    return entry && { place: entry.position, isBefore: entry.subject < number }
  })
  const found = firstFrom(before + 1)
  return found?.subject === number ? found : undefined
}

/** What the caller already knows; what is absent is read from the database. */
interface Addition {
  /** The last entry of the chain. */
  head?: ChainHead | undefined
  /** The new rows as stored, in the order of `contents`. */
  rows?: SignedRows
}

/** Adds a chain entry for the rows just written, in the caller's transaction. */
export function appendToChain(
  database: Database,
  kind: ChainKind,
  subject: number,
  at: string,
  { head = headOf(database), rows = readRows(database, kind, subject) }: Addition = {},
): ChainHead {
  const position = (head?.position ?? 0) + 1
  const previousHash = head?.hash ?? firstHash
  const fingerprint = hashOf({ position, kind, subject, at, previousHash }, rows)
  database.run(
    'insert into chain_entry (position, kind, subject, at, previous_hash, hash) values (?, ?, ?, ?, ?, ?)',
    position,
    kind,
    subject,
    at,
    previousHash,
    fingerprint,
  )
  return { position, hash: fingerprint, at }
}

/** The fingerprint as tickets show it: the position in the chain and the first 8 digits of the hash. */
export const excerptOf = ({ position, hash }: Pick<ChainHead, 'position' | 'hash'>): string =>
  `${position}-${hash.slice(0, 8)}`
