import type { Db, Trx } from './db.ts'
import { transaction } from './transaction.ts'

export interface Migration {
  /** The file's name, such as `0001_accounts`. It sets the order, and identifies the migration forever. */
  name: string
  up(trx: Trx): Promise<void>
}

const lock = (trx: Trx) => trx`select pg_advisory_xact_lock(hashtext('migration'))`

/**
 * Applies missing migrations in order, each in its own transaction. An advisory lock serialises processes that start
 * together.
 */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<void> {
  await transaction(db, async (trx) => {
    // With `if not exists` alone, one of two processes that create the table at once fails.
    await lock(trx)
    await trx`create table if not exists migration (
      name text primary key, applied_at timestamptz not null default now())`
  })
  const applied = await db<{ name: string }>`select name from migration`
  const known = new Set(applied.map(({ name }) => name))
  for (const { name, up } of migrations) {
    if (known.has(name)) continue
    await transaction(db, async (trx) => {
      await lock(trx)
      const rows = await trx`select 1 from migration where name = ${name}`
      if (rows.length > 0) return
      await up(trx)
      await trx`insert into migration (name) values (${name})`
    })
  }
}
