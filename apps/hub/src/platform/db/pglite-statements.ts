import type { PGlite } from '@electric-sql/pglite'
import type { FixedStatement } from './direct.ts'
import { takeBuffer } from './large-buffers.ts'
import {
  type Column,
  code,
  headBytes,
  prepareMessage,
  readColumns,
  readError,
  readRow,
  runMessage,
  syncMessage,
} from './wire.ts'

/** Fixed statements on PGlite, which by its own interface parses each text anew, in six calls into the database. */
export interface PreparedStatements {
  /**
   * Nobody else may use the database meanwhile.
   * @throws {pg.DatabaseError} as a server's
   */
  run(statement: FixedStatement, parameters: readonly unknown[]): Promise<unknown[]>
  /** Several in one transaction: all or none. */
  runTogether(calls: readonly Call[]): Promise<unknown[][]>
}

interface Call {
  statement: FixedStatement
  parameters: readonly unknown[]
}

type Visit = (code: number, answer: Buffer, at: number) => void

export function createPreparedStatements(pglite: PGlite): PreparedStatements {
  const prepared = new Map<string, Column[]>()
  /** The answer that is being read, and then the next one. */
  let answer = Buffer.allocUnsafeSlow(64 * 1024)
  let filled = 0

  function append(bytes: Uint8Array) {
    if (filled + bytes.length > answer.length) {
      const larger = Buffer.allocUnsafeSlow(2 * (filled + bytes.length))
      answer.copy(larger, 0, 0, filled)
      answer = larger
    }
    answer.set(bytes, filled)
    filled += bytes.length
  }

  /** Sends messages and visits those of the answer. */
  async function exchange(message: Buffer, visit: Visit) {
    filled = 0
    await pglite.execProtocolRawStream(message, { syncToFs: false, onRawData: append })
    let failure: Error | undefined
    for (let at = 0; at < filled; ) {
      const end = at + 1 + answer.readInt32BE(at + 1)
      if (answer[at] === code.error) failure ??= readError(answer, at + headBytes, end)
      else visit(answer[at]!, answer, at + headBytes)
      at = end
    }
    if (failure) throw failure
  }

  async function prepare(statement: FixedStatement): Promise<Column[]> {
    let columns: Column[] = []
    await exchange(prepareMessage(statement), (message, bytes, at) => {
      if (message === code.rowDescription) columns = readColumns(bytes, at)
    })
    prepared.set(statement.name, columns)
    return columns
  }

  /** A row whose raw column outlives the answer. */
  function readOwnRow(bytes: Buffer, at: number, columns: readonly Column[], raw: string) {
    const length = bytes.readInt32BE(at - headBytes + 1) - (headBytes - 1)
    const own = takeBuffer(length)
    bytes.copy(own, 0, at, at + length)
    return readRow(own, 0, columns, raw)
  }

  async function columnsOf(statement: FixedStatement) {
    return prepared.get(statement.name) ?? (await prepare(statement))
  }

  async function runTogether(calls: readonly Call[]): Promise<unknown[][]> {
    const columns: Column[][] = []
    for (const { statement } of calls) columns.push(await columnsOf(statement))
    const results: unknown[][] = calls.map(() => [])
    let index = 0
    // What is not ended by a «Sync» of its own is one transaction with what follows.
    const messages = calls.map(({ statement, parameters }) => runMessage(statement, parameters))
    await exchange(Buffer.concat([...messages, syncMessage]), (message, bytes, at) => {
      if (message === code.complete) index++
      if (message !== code.dataRow) return
      const { raw } = calls[index]!.statement
      const read = raw === undefined ? readRow : readOwnRow
      results[index]!.push(read(bytes, at, columns[index]!, raw as string))
    })
    return results
  }

  return {
    runTogether,
    run: async (statement, parameters) => (await runTogether([{ statement, parameters }]))[0]!,
  }
}
