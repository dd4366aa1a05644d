import { createHash } from 'node:crypto'
import type { Database } from '../platform/database.ts'

export type ChainKind = 'sale' | 'print' | 'deposit' | 'closing'

export interface ChainEntry {
  position: number
  kind: ChainKind
  subject: number
  at: string
  previousHash: string
}

/** What reads rows: the till's database, or a file being verified. */
export type Reader = Pick<Database, 'all'>

/** The hash before the first entry. */
export const firstHash = '0'.repeat(64)

type Row = Record<string, unknown>

interface Signed {
  /** Whole rows, in the order of their columns: a column that nobody signs could be changed unseen. */
  sql: string
  /**
   * Columns younger than the first signatures, with what they hold in the rows of that time. A column that still holds it
   * is left out of what is signed, so that those rows keep their signature; any other value is signed.
   */
  younger: Row
}

const contents: Record<ChainKind, Signed[]> = {
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
      },
    },
    {
      sql: 'select * from sale_line where sale_number = ? order by rank',
      younger: { depth: 0, note: '', origin_rank: null, idtar: null, tariff_title: null, menu_idart: null },
    },
    { sql: 'select * from sale_vat where sale_number = ? order by rate', younger: {} },
    { sql: 'select * from sale_payment where sale_number = ? order by rank', younger: { is_deposit: 0 } },
  ],
  print: [{ sql: 'select * from sale_print where id = ?', younger: {} }],
  deposit: [{ sql: 'select * from deposit where id = ?', younger: {} }],
  closing: [
    { sql: 'select * from closing where id = ?', younger: {} },
    { sql: 'select * from closing_total where closing_id = ? order by rank', younger: {} },
  ],
}

const signedPart = (row: Row, younger: Row): Row =>
  Object.fromEntries(
    Object.entries(row).filter(([column, value]) => !(column in younger) || value !== younger[column]),
  )

/** The signature of an entry: SHA-256 of its rows, its place and the signature before it (contract, kezia D64). */
export function hashOf(reader: Reader, entry: ChainEntry): string {
  const { position, kind, subject, at, previousHash } = entry
  const rows = contents[kind].map(({ sql, younger }) =>
    reader.all<Row>(sql, subject).map((row) => signedPart(row, younger)),
  )
  return createHash('sha256')
    .update(JSON.stringify([previousHash, position, kind, subject, at, rows]))
    .digest('hex')
}

export interface ChainHead {
  position: number
  hash: string
  at: string
}

export const headOf = (database: Database): ChainHead | undefined =>
  database.get<ChainHead>('select position, hash, at from chain_entry order by position desc limit 1')

/** Signs what was just written, in the caller's transaction. */
export function appendToChain(database: Database, kind: ChainKind, subject: number, at: string): void {
  const head = headOf(database)
  const entry: ChainEntry = {
    position: (head?.position ?? 0) + 1,
    kind,
    subject,
    at,
    previousHash: head?.hash ?? firstHash,
  }
  database.run(
    'insert into chain_entry (position, kind, subject, at, previous_hash, hash) values (?, ?, ?, ?, ?, ?)',
    entry.position,
    kind,
    subject,
    at,
    entry.previousHash,
    hashOf(database, entry),
  )
}
