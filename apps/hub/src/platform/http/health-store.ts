import type { Db } from '../db/index.ts'

/** Answers when the database does. */
export const ping = (sql: Db) => sql`select 1`
