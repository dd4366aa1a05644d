import { type PGlite, protocol } from '@electric-sql/pglite'
import pg from 'pg'
import { parserOf } from './values.ts'

const { serialize } = protocol

interface Column {
  name: string
  parse: (text: string) => unknown
}

/** The first bytes of the messages that are read here. */
const code = { rowDescription: 0x54, dataRow: 0x44, error: 0x45 } as const

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

/** Calls back with each message of an answer: its code, where its content starts, its end. */
function eachMessage(answer: Buffer, visit: (code: number, at: number, end: number) => void) {
  for (let at = 0; at < answer.length; ) {
    const end = at + 1 + answer.readInt32BE(at + 1)
    visit(answer[at]!, at + 5, end)
    at = end
  }
}

function readColumns(answer: Buffer, start: number): Column[] {
  const columns: Column[] = []
  let at = start + 2
  for (let count = answer.readInt16BE(start); count > 0; count--) {
    const end = answer.indexOf(0, at)
    // After the name: table (4), attribute (2), type (4), size (2), modifier (4), format (2).
    columns.push({ name: answer.toString('utf8', at, end), parse: parserOf(answer.readInt32BE(end + 7)) })
    at = end + 19
  }
  return columns
}

function readRow(answer: Buffer, start: number, columns: readonly Column[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  let at = start + 2
  for (const { name, parse } of columns) {
    const length = answer.readInt32BE(at)
    at += 4
    if (length === -1) {
      row[name] = null
      continue
    }
    row[name] = parse(answer.toString('utf8', at, at + length))
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

/** The error as `pg` would throw it. */
function readError(answer: Buffer, start: number, end: number): Error {
  const fields: Record<string, string> = {}
  for (const field of answer.toString('utf8', start, end).split('\0'))
    fields[field.slice(0, 1)] = field.slice(1)
  const error = new pg.DatabaseError(fields.M ?? 'the database failed', end - start, 'error')
  for (const [letter, name] of Object.entries(errorFields)) Object.assign(error, { [name]: fields[letter] })
  return error
}

/** Fixed statements on PGlite, which by its own interface parses each text anew, in six calls into the database. */
export interface PreparedStatements {
  /**
   * Nobody else may use the database meanwhile, which takes no time for others: it runs before this returns.
   * @throws {pg.DatabaseError} as a server's
   */
  run(statement: { name: string; sql: string }, parameters: readonly unknown[]): unknown[]
}

export function createPreparedStatements(pglite: PGlite): PreparedStatements {
  const prepared = new Map<string, Column[]>()

  const send = (messages: Uint8Array[]): Buffer => {
    const { buffer, byteOffset, byteLength } = pglite.execProtocolRawSync(Buffer.concat(messages))
    return Buffer.from(buffer, byteOffset, byteLength)
  }

  function prepare(name: string, sql: string): Column[] {
    const answer = send([
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ])
    let columns: Column[] = []
    let failure: Error | undefined
    eachMessage(answer, (message, at, end) => {
      if (message === code.rowDescription) columns = readColumns(answer, at)
      else if (message === code.error) failure ??= readError(answer, at, end)
    })
    if (failure) throw failure
    prepared.set(name, columns)
    return columns
  }

  return {
    run({ name, sql }, parameters) {
      const columns = prepared.get(name) ?? prepare(name, sql)
      const answer = send([
        serialize.bind({ statement: name, values: parameters.map(textOf) }),
        serialize.execute({}),
        serialize.sync(),
      ])
      const rows: unknown[] = []
      let failure: Error | undefined
      eachMessage(answer, (message, at, end) => {
        if (message === code.dataRow) rows.push(readRow(answer, at, columns))
        else if (message === code.error) failure ??= readError(answer, at, end)
      })
      if (failure) throw failure
      return rows
    },
  }
}
