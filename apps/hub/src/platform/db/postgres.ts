import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { fixedStatement } from './statement.ts'
import { parserOf } from './values.ts'

/** @param maxConnections of this process; PostgreSQL's own default limit is 100 in all */
export function openPool(url: string, maxConnections = 10): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
    application_name: 'order-hub',
  })
  // A connection that breaks fails the query that it carries, and the pool replaces it; the event itself, of an idle
  // or an ending connection, would end the process if nobody listened.
  const ignore = () => undefined
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

/** What Kysely uses of a pool's client. */
interface KyselyClient {
  query(text: string, values: unknown[]): Promise<unknown>
  release(destroy?: boolean): void
  processID: unknown
}

/** Kysely on a pool whose clients send fixed statements by name. */
export function poolDialect(pool: pg.Pool): Dialect {
  const wrapped = new WeakMap<pg.PoolClient, KyselyClient>()
  const wrap = (client: pg.PoolClient): KyselyClient => ({
    query(text, values) {
      const name = typeof text === 'string' ? fixedStatement(text)?.name : undefined
      return name === undefined ? client.query(text, values) : client.query({ name, text, values })
    },
    release: (destroy) => client.release(destroy),
    processID: (client as { processID?: unknown }).processID,
  })
  const connect = async () => {
    const client = await pool.connect()
    // Kysely knows a connection by its client: the same one each time.
    const known = wrapped.get(client) ?? wrap(client)
    wrapped.set(client, known)
    return known
  }
  return new PostgresDialect({ pool: { connect, end: () => pool.end() } as never })
}
