import pg from 'pg'
import type { Compiled } from './sql.ts'
import { parserOf } from './values.ts'

const readConnections = 4

const settingsOf = (url: string): pg.ClientConfig => ({
  connectionString: url,
  application_name: 'order-hub',
  types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
})

/** @param maxConnections of this process; PostgreSQL's own default limit is 100 in all */
export function openPool(url: string, maxConnections = 10): pg.Pool {
  const pool = new pg.Pool({ ...settingsOf(url), max: maxConnections })
  // A connection that breaks fails the query that it carries, and the pool replaces it; the event itself, of an idle
  // or an ending connection, would end the process if nobody listened.
  const ignore = () => undefined
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

/** Rows of a statement, or of all statements of a text that has several. */
export function rowsOf<Row>(result: { rows: Row[] } | readonly { rows: Row[] }[]): Row[] {
  return 'rows' in result ? result.rows : result.flatMap(({ rows }) => rows)
}

interface Shared {
  client: pg.Client
  ready: Promise<unknown>
  underWay: number
}

/** Connections that several short readings use at the same time, opened when they are first needed. */
export class SharedConnections {
  readonly #url: string
  #connections: Shared[] = []

  constructor(url: string) {
    this.#url = url
  }

  async query<Row extends object>(statement: Compiled): Promise<Row[]> {
    const connection = this.#leastBusy()
    connection.underWay++
    try {
      await connection.ready
      return (await connection.client.query<Row>(statement)).rows
    } finally {
      connection.underWay--
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#connections.map(({ client }) => client.end()))
  }

  #leastBusy(): Shared {
    const best = this.#connections.reduce<Shared | undefined>(
      (least, one) => (least && least.underWay <= one.underWay ? least : one),
      undefined,
    )
    // An open connection that is free rather than a new one.
    if (best && (best.underWay === 0 || this.#connections.length === readConnections)) return best
    return this.#open()
  }

  #open(): Shared {
    const client = new pg.Client({ ...settingsOf(this.#url), pipeline: true })
    const connection: Shared = { client, ready: client.connect(), underWay: 0 }
    const drop = () => {
      this.#connections = this.#connections.filter((one) => one !== connection)
    }
    client.on('error', drop)
    client.on('end', drop)
    // Whoever waits for it fails; the next one opens another.
    connection.ready.catch(drop)
    this.#connections.push(connection)
    return connection
  }
}
