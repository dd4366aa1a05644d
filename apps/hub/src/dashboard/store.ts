import type { Db } from '../platform/db/index.ts'

/** When the business day of the location, or else of the account's first location, ends: `HH:mm`. */
export async function findCutoff(
  sql: Db,
  { accountId, locationId }: { accountId: string; locationId: string | null },
): Promise<string | undefined> {
  const [row] = await sql<{ cutoff_time: string }>`
    select cutoff_time from location
    where account_id = ${accountId} and (${locationId}::text is null or id = ${locationId})
    order by number limit 1`
  return row?.cutoff_time
}
