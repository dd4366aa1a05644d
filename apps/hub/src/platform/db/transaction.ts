import type { Db, Trx } from './schema.ts'

const hooks = new WeakMap<Trx, (() => void)[]>()
const retriable = new Set(['40001', '40P01'])
const maxAttempts = 5

/**
 * Runs the work again when PostgreSQL chose it as the victim of a deadlock, which undid all of it. Within a transaction
 * `db` it runs once: only the whole can be run again.
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
 * Runs `work` in one transaction, {@link retried}. Hooks given to {@link afterCommit} run once it is committed, never
 * otherwise. If `db` is a transaction started here, `work` joins it, and commits or fails with it.
 */
export function transaction<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  if (inTransaction(db)) return work(db)
  return retried(db, async () => {
    const afterwards: (() => void)[] = []
    const result = await db.transaction().execute((trx) => {
      hooks.set(trx, afterwards)
      return work(trx)
    })
    for (const hook of afterwards) hook()
    return result
  })
}

/** Whether `db` is a transaction that {@link transaction} started: a statement that fails on it undoes the whole. */
export const inTransaction = (db: Db): db is Trx => hooks.has(db as Trx)

/** Nothing is sent to anyone from inside a transaction: what must follow the commit is registered here. */
export function afterCommit(trx: Trx, hook: () => void): void {
  const registered = hooks.get(trx)
  if (!registered) throw new Error('afterCommit needs a transaction started by transaction()')
  registered.push(hook)
}

/** Runs the hook once what was done on `db` is committed: at once when it is no transaction. */
export function onceCommitted(db: Db, hook: () => void): void {
  const registered = hooks.get(db as Trx)
  if (registered) registered.push(hook)
  else hook()
}

/** Whether the error is a violation of that unique index or constraint. */
export function violates(error: unknown, constraint: string): boolean {
  const { code, constraint: name } = error as { code?: string; constraint?: string }
  return code === '23505' && name === constraint
}

/** Whether the error says that a row refers to one that is no more. */
export const isMissingParent = (error: unknown) => (error as { code?: string }).code === '23503'
