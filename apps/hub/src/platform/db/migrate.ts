import { sql } from 'kysely'
import type { Db, Trx } from './schema.ts'

export interface Migration {
  /** The file's name, `0001_accounts`: its place in the order and its identity for ever. */
  name: string
  up(trx: Trx): Promise<void>
}

/** Applies what is missing, in order, each in its own transaction; processes that start together take turns. */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<void> {
  await sql`create table if not exists migration (
    name text primary key, applied_at timestamptz not null default now())`.execute(db)
  const applied = await sql<{ name: string }>`select name from migration`.execute(db)
  const known = new Set(applied.rows.map(({ name }) => name))
  for (const { name, up } of migrations) {
    if (known.has(name)) continue
    await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtext('migration'))`.execute(trx)
      const { rows } = await sql`select 1 from migration where name = ${name}`.execute(trx)
      if (rows.length > 0) return
      await up(trx)
      await sql`insert into migration (name) values (${name})`.execute(trx)
    })
  }
}
