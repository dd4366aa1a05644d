import pg from 'pg'
import type { Compiled } from './sql.ts'

/** Column descriptions and parsers of a statement's rows. */
interface Columns {
  fields: unknown[]
  _parsers: unknown
  _prebuiltEmptyResultObject: unknown
}

/** The part of pg's internal query class used here. */
interface PgQuery extends pg.Submittable {
  name: string
  values: unknown[]
  _result: Columns
  _accumulateRows: boolean
  submit(connection: object): Error | null
  handleRowDescription(message: object): void
}
const PgQuery = pg.Query as unknown as new (text: string) => PgQuery

/** What is known of the prepared statements on one connection. */
class Known {
  readonly columns = new Map<string, Columns>()
  /** The connection with `describe` disabled, so that column descriptions are not requested again. */
  readonly quiet: object

  constructor(connection: object) {
    this.quiet = Object.create(connection, { describe: { value: () => undefined } })
  }
}
const known = new WeakMap<object, Known>()

/**
 * A statement being run. It requests its column description once per connection. The columns of a prepared statement
 * cannot change: PostgreSQL would refuse to run it.
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
 * Runs a statement and returns its rows.
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
    // Points the stack at the caller instead of the socket that received the answer.
    if (error instanceof Error) Error.captureStackTrace(error)
    throw error
  }
}
