// What fixed statements need of PostgreSQL's protocol, version 3: messages out and in, all values as text.
import pg from 'pg'
import { serialize } from 'pg-protocol'
import type { FixedStatement } from './direct.ts'
import { parserOf } from './values.ts'

export interface Column {
  name: string
  parse: (text: string) => unknown
}

/** The first byte of a message from the database. */
export const code = { rowDescription: 0x54, dataRow: 0x44, complete: 0x43, error: 0x45, ready: 0x5a } as const

/** Bytes of a message before its content: code and length. */
export const headBytes = 5

/** Parses a statement and asks for its columns. */
export const prepareMessage = ({ name, sql }: FixedStatement) =>
  Buffer.concat([
    serialize.parse({ name, text: sql }),
    serialize.describe({ type: 'S', name }),
    serialize.sync(),
  ])

const execute = serialize.execute({})

/** Commits what was run since the last one, and asks for `ready`. */
export const syncMessage = serialize.sync()

/** Runs a prepared statement; a {@link syncMessage} must follow. */
export const runMessage = ({ name }: FixedStatement, parameters: readonly unknown[]) =>
  Buffer.concat([serialize.bind({ statement: name, values: parameters.map(textOf) }), execute])

const arrayElement = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL'
  return `"${textOf(value)!.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** A parameter in PostgreSQL's text form. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value !== 'object') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  if (Array.isArray(value)) return `{${value.map(arrayElement).join(',')}}`
  return JSON.stringify(value)
}

/** @param start of the content of a `rowDescription` */
export function readColumns(bytes: Buffer, start: number): Column[] {
  const columns: Column[] = []
  let at = start + 2
  for (let count = bytes.readInt16BE(start); count > 0; count--) {
    const end = bytes.indexOf(0, at)
    // After the name: table (4), attribute (2), type (4), size (2), modifier (4), format (2).
    columns.push({ name: bytes.toString('utf8', at, end), parse: parserOf(bytes.readInt32BE(end + 7)) })
    at = end + 19
  }
  return columns
}

/**
 * @param start of the content of a `dataRow`
 * @param raw name of the column whose bytes are not decoded
 */
export function readRow(
  bytes: Buffer,
  start: number,
  columns: readonly Column[],
  raw: string | undefined,
): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  let at = start + 2
  for (const { name, parse } of columns) {
    const length = bytes.readInt32BE(at)
    at += 4
    if (length === -1) {
      row[name] = null
      continue
    }
    row[name] =
      name === raw ? bytes.subarray(at, at + length) : parse(bytes.toString('utf8', at, at + length))
    at += length
  }
  return row
}

const errorFields: Record<string, string> = {
  S: 'severity',
  C: 'code',
  D: 'detail',
  H: 'hint',
  t: 'table',
  n: 'constraint',
}

/** An `error`, as `pg` would throw it. */
export function readError(bytes: Buffer, start: number, end: number): Error {
  const fields: Record<string, string> = {}
  for (const field of bytes.toString('utf8', start, end).split('\0'))
    fields[field.slice(0, 1)] = field.slice(1)
  const error = new pg.DatabaseError(fields.M ?? 'the database failed', end - start, 'error')
  for (const [letter, name] of Object.entries(errorFields)) Object.assign(error, { [name]: fields[letter] })
  return error
}

/**
 * The JSON array of texts that a column has with commas between. Its raw bytes get the brackets in place of the two
 * lengths that framed them in their row, which is read: a large text is not copied for them. It must not be the last
 * column.
 */
export function inBrackets(text: string | Buffer): string | Buffer {
  if (typeof text === 'string') return `[${text}]`
  const bytes = Buffer.from(text.buffer, text.byteOffset - 1, text.byteLength + 2)
  bytes[0] = 0x5b
  bytes[bytes.length - 1] = 0x5d
  return bytes
}
