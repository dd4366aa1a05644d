import type { Db } from '../db/index.ts'

/** Succeeds if the database answers. */
export const ping = (sql: Db) => sql`select 1`
