import type pg from 'pg'
import { rowsOf } from './connections.ts'
import type { Db, Trx } from './db.ts'
import { compile } from './sql.ts'
import { runStatement } from './statement.ts'

const hooks = new WeakMap<Db, (() => void)[]>()
const retriable = new Set(['40001', '40P01'])
const maxAttempts = 5

const pools = new WeakMap<Db, pg.Pool>()

/** Registers the pool from which {@link transaction} takes connections for this database. */
export const setPool = (db: Db, pool: pg.Pool) => pools.set(db, pool)

/**
 * Retries the work after a deadlock or a serialisation failure, which rolled all of it back. Within a transaction
 * `db` it runs once, because only the whole transaction can be retried.
 */
export async function retried<T>(db: Db, work: () => Promise<T>): Promise<T> {
  if (inTransaction(db)) return work()
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const { code } = error as { code?: string }
      if (attempt >= maxAttempts || code === undefined || !retriable.has(code)) throw error
    }
  }
}

/**
 * Runs `work` in one transaction, with retries as in {@link retried}. Hooks registered with {@link afterCommit} run
 * once it has committed, never otherwise. If `db` is a transaction, `work` joins it, and commits or fails with it.
 */
export function transaction<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  if (inTransaction(db)) return work(db)
  const pool = pools.get(db)
  if (!pool) throw new Error('transaction() needs a database opened by openDatabase()')
  return retried(db, () => begin(pool, work))
}

async function begin<T>(pool: pg.Pool, work: (trx: Trx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const trx = transactionOn(client)
  const afterwards: (() => void)[] = []
  hooks.set(trx.db, afterwards)
  let result: T
  try {
    await client.query('begin')
    result = await work(trx.db)
    await trx.end('commit')
  } catch (error) {
    // If the rollback fails, the connection is closed, which rolls back as well.
    const broken = await trx.end('rollback').then(
      () => undefined,
      (failure: Error) => failure,
    )
    client.release(broken)
    throw error
  }
  client.release()
  for (const hook of afterwards) hook()
  return result
}

function transactionOn(client: pg.PoolClient) {
  let last: Promise<unknown> = Promise.resolve()
  let isOver = false

  /** Runs queries one after the other, because a connection runs one statement at a time. */
  function inTurn<Row>(query: () => Promise<Row[]>): Promise<Row[]> {
    if (isOver) throw new Error('this transaction is over')
    const answer = last.then(query)
    last = answer.catch(() => undefined)
    return answer
  }
  const tag: Db['short'] = <Row extends object>(...[texts, ...values]: Parameters<Db['short']>) => {
    const statement = compile(texts, values)
    return inTurn(() => runStatement<Row>(client, statement))
  }
  const db = Object.assign(((texts, ...values) => tag(texts, ...values)) as Db['short'], {
    short: tag,
    together: tag,
    run: <Row extends object>(text: string, values: readonly unknown[] = []) =>
      inTurn(async () => rowsOf(await client.query<Row>(text, [...values]))),
  }) as unknown as Trx
  return {
    db,
    /** @throws {Error} when PostgreSQL did not commit: a statement failed, and the work went on without it */
    async end(how: 'commit' | 'rollback') {
      isOver = true
      await last
      const { command } = await client.query(how)
      if (how === 'commit' && command !== 'COMMIT')
        throw new Error('nothing was committed: a statement of this transaction failed')
    },
  }
}

/** Whether `db` is a transaction started by {@link transaction}. A statement that fails on it rolls back the whole. */
export const inTransaction = (db: Db): db is Trx => hooks.has(db)

/** Registers what must follow the commit, because nothing is sent to anyone from inside a transaction. */
export function afterCommit(trx: Trx, hook: () => void): void {
  const registered = hooks.get(trx)
  if (!registered) throw new Error('afterCommit needs a transaction started by transaction()')
  registered.push(hook)
}

/** Runs the hook after the commit of `db`, or at once if `db` is not a transaction. */
export function onceCommitted(db: Db, hook: () => void): void {
  const registered = hooks.get(db)
  if (registered) registered.push(hook)
  else hook()
}

/** Whether the error is a violation of this unique index or constraint. */
export function violates(error: unknown, constraint: string): boolean {
  const { code, constraint: name } = error as { code?: string; constraint?: string }
  return code === '23505' && name === constraint
}

/** Whether the error says that a row refers to a row that no longer exists. */
export const isMissingParent = (error: unknown) => (error as { code?: string }).code === '23503'
