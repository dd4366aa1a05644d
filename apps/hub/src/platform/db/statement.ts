import pg from 'pg'
import type { Compiled } from './sql.ts'

/** How the columns of a statement's rows are read. */
interface Columns {
  fields: unknown[]
  _parsers: unknown
  _prebuiltEmptyResultObject: unknown
}

/** What of pg's own statement is used here. */
interface PgQuery extends pg.Submittable {
  name: string
  values: unknown[]
  _result: Columns
  _accumulateRows: boolean
  submit(connection: object): Error | null
  handleRowDescription(message: object): void
}
const PgQuery = pg.Query as unknown as new (text: string) => PgQuery

/** What a connection knows of the statements that stay prepared on it. */
class Known {
  readonly columns = new Map<string, Columns>()
  /** The connection, but that it never asks for columns. */
  readonly quiet: object

  constructor(connection: object) {
    this.quiet = Object.create(connection, { describe: { value: () => undefined } })
  }
}
const known = new WeakMap<object, Known>()

/**
 * A statement on its way. Its columns are asked for once on each connection: those of a prepared statement cannot change,
 * PostgreSQL refuses to run it then.
 */
class Statement extends PgQuery {
  #known: Known | undefined

  constructor({ text, name, values }: Compiled) {
    super(text)
    this.name = name
    this.values = values
  }

  override submit(connection: object): Error | null {
    this.#known = known.get(connection) ?? new Known(connection)
    known.set(connection, this.#known)
    const columns = this.#known.columns.get(this.name)
    if (!columns) return super.submit(connection)
    Object.assign(this._result, columns)
    this._accumulateRows = true
    return super.submit(this.#known.quiet)
  }

  override handleRowDescription(message: object): void {
    super.handleRowDescription(message)
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result
    this.#known?.columns.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject })
  }
}

type Answer = (error: Error | null | undefined, result: { rows: object[] }) => void

/**
 * Runs a statement and gives its rows.
 * @param on a connection, or a pool that chooses one
 */
export async function runStatement<Row extends object>(
  on: pg.Pool | pg.ClientBase,
  statement: Compiled,
): Promise<Row[]> {
  const { promise, resolve, reject } = Promise.withResolvers<object[]>()
  const answer: Answer = (error, result) => (error ? reject(error) : resolve(result.rows))
  const query = on.query as (statement: pg.Submittable, answer: Answer) => unknown
  query.call(on, new Statement(statement), answer)
  try {
    return (await promise) as Row[]
  } catch (error) {
    // The place that asked, rather than the socket on which the answer came.
    if (error instanceof Error) Error.captureStackTrace(error)
    throw error
  }
}
