import type { PGlite } from '@electric-sql/pglite'
import type { FixedStatement } from './direct.ts'
import {
  type Column,
  code,
  headBytes,
  prepareMessage,
  readColumns,
  readError,
  readRow,
  runMessage,
} from './wire.ts'

/** Fixed statements on PGlite, which by its own interface parses each text anew, in six calls into the database. */
export interface PreparedStatements {
  /**
   * Nobody else may use the database meanwhile, which takes no time for others: it runs before this returns.
   * @throws {pg.DatabaseError} as a server's
   */
  run(statement: FixedStatement, parameters: readonly unknown[]): unknown[]
}

export function createPreparedStatements(pglite: PGlite): PreparedStatements {
  const prepared = new Map<string, Column[]>()

  /** Sends messages and visits those of the answer. */
  function exchange(message: Buffer, visit: (code: number, answer: Buffer, at: number) => void) {
    const { buffer, byteOffset, byteLength } = pglite.execProtocolRawSync(message)
    const answer = Buffer.from(buffer, byteOffset, byteLength)
    let failure: Error | undefined
    for (let at = 0; at < answer.length; ) {
      const end = at + 1 + answer.readInt32BE(at + 1)
      if (answer[at] === code.error) failure ??= readError(answer, at + headBytes, end)
      else visit(answer[at]!, answer, at + headBytes)
      at = end
    }
    if (failure) throw failure
  }

  function prepare(statement: FixedStatement): Column[] {
    let columns: Column[] = []
    exchange(prepareMessage(statement), (message, answer, at) => {
      if (message === code.rowDescription) columns = readColumns(answer, at)
    })
    prepared.set(statement.name, columns)
    return columns
  }

  return {
    run(statement, parameters) {
      const columns = prepared.get(statement.name) ?? prepare(statement)
      const rows: unknown[] = []
      exchange(runMessage(statement, parameters), (message, answer, at) => {
        if (message === code.dataRow) rows.push(readRow(answer, at, columns, statement.raw))
      })
      return rows
    },
  }
}
