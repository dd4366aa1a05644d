import { createHash } from 'node:crypto'
import type { Database } from '../platform/database.ts'

export type ChainKind = 'sale' | 'print'

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

// Whole rows, in the order of their columns: a column that nobody signs could be changed unseen.
const contents: Record<ChainKind, string[]> = {
  sale: [
    'select * from sale where number = ?',
    'select * from sale_line where sale_number = ? order by rank',
    'select * from sale_vat where sale_number = ? order by rate',
    'select * from sale_payment where sale_number = ? order by rank',
  ],
  print: ['select * from sale_print where id = ?'],
}

/** The signature of an entry: SHA-256 of its rows, its place and the signature before it (contract, kezia D64). */
export function hashOf(reader: Reader, entry: ChainEntry): string {
  const { position, kind, subject, at, previousHash } = entry
  const rows = contents[kind].map((sql) => reader.all(sql, subject))
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
