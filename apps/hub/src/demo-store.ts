import type { Db } from './platform/db/index.ts'

export async function hasPeople(sql: Db): Promise<boolean> {
  const rows = await sql`select 1 from person limit 1`
  return rows.length > 0
}
