import { Socket } from 'node:net'
import { availableParallelism } from 'node:os'
import pg from 'pg'
import type { Compiled } from './sql.ts'
import { runStatement } from './statement.ts'
import { parserOf } from './values.ts'

/** More connections would occupy more of the database's processors and send smaller writes. */
const sharedConnections = Math.min(4, Math.max(2, availableParallelism()))

const settingsOf = (url: string): pg.ClientConfig => ({
  connectionString: url,
  application_name: 'order-hub',
  types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
})

/** @param maxConnections limit for this process; PostgreSQL's own default limit is 100 in total */
export function openPool(url: string, maxConnections = 10): pg.Pool {
  const pool = new pg.Pool({ ...settingsOf(url), max: maxConnections })
  // A broken connection fails the query it carries, and the pool replaces it. The `error` event of an idle or closing
  // connection would end the process if it had no listener.
  const ignore = () => undefined
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

/** Rows of a statement, or of all statements if the text has several. */
export function rowsOf<Row>(result: { rows: Row[] } | readonly { rows: Row[] }[]): Row[] {
  return 'rows' in result ? result.rows : result.flatMap(({ rows }) => rows)
}

/** A connection on which several statements are in flight at the same time. */
export class SharedConnection {
  underWay = 0
  /** Resolves once the connection is open. */
  readonly ready: Promise<unknown>
  readonly #client: pg.Client
  readonly #socket = new Socket()
  #corked = false

  /** @param onEnd called when the connection broke or could not be opened */
  constructor(url: string, onEnd: () => void) {
    this.#client = new pg.Client({ ...settingsOf(url), pipeline: true, stream: () => this.#socket })
    this.#client.on('error', onEnd)
    this.#client.on('end', onEnd)
    this.ready = this.#client.connect()
    this.ready.catch(onEnd)
  }

  async query<Row extends object>(statement: Compiled): Promise<Row[]> {
    this.underWay++
    try {
      await this.ready
      this.#corkForThisTurn()
      return await runStatement<Row>(this.#client, statement)
    } finally {
      this.underWay--
    }
  }

  /**
   * Sends the statements of one turn of the event loop as one write. A write costs more than some of the statements.
   */
  #corkForThisTurn() {
    if (this.#corked) return
    this.#corked = true
    this.#socket.cork()
    setImmediate(() => {
      this.#corked = false
      this.#socket.uncork()
    })
  }

  async close(): Promise<void> {
    await this.ready.catch(() => undefined)
    await this.#client.end()
  }
}

/** A pool of shared connections. They are opened when needed, and reopened after a failure. */
export class SharedConnections {
  readonly #url: string
  readonly #max: number
  #connections: SharedConnection[] = []
  #isClosed = false

  constructor(url: string, max = sharedConnections) {
    this.#url = url
    this.#max = max
  }

  async query<Row extends object>(statement: Compiled): Promise<Row[]> {
    return this.#leastBusy().query(statement)
  }

  /** Returns an open connection. Queries on it fail once it has broken. */
  async open(): Promise<SharedConnection> {
    const connection = this.#leastBusy()
    await connection.ready
    return connection
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.allSettled(this.#connections.map((connection) => connection.close()))
  }

  #leastBusy(): SharedConnection {
    if (this.#isClosed) throw new Error('the database is closed')
    const best = this.#connections.reduce<SharedConnection | undefined>(
      (least, one) => (least && least.underWay <= one.underWay ? least : one),
      undefined,
    )
    // Prefers an idle open connection to a new one.
    if (best && (best.underWay === 0 || this.#connections.length === this.#max)) return best
    const opened = new SharedConnection(this.#url, () => {
      this.#connections = this.#connections.filter((one) => one !== opened)
    })
    this.#connections.push(opened)
    return opened
  }
}
