import type { Db } from '../platform/db/index.ts'

/** The data of a location that every request on it needs. */
export interface Place {
  id: string
  /** IANA zone of its times. */
  zone: string
  suspended: boolean
}
export async function findPlace(
  sql: Db,
  { accountId, locationId }: { accountId: string; locationId: string },
): Promise<Place | undefined> {
  const [row] = await sql.short<Place>`
    select id, timezone as zone, suspended_at is not null as suspended from location
    where account_id = ${accountId} and id = ${locationId}`
  return row
}
