import type { Db } from './db/index.ts'

export const notify = (sql: Db, { channel, payload }: { channel: string; payload: string }) =>
  sql`select pg_notify(${channel}, ${payload})`
