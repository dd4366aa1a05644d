import type { Database } from '../../platform/database.ts'

/** The location that an order came from; null when the connector never read it. */
export const locationOf = (database: Database, orderId: string): string | null =>
  database.get<{ location_id: string }>('select location_id from hub_order where id = ?', orderId)
    ?.location_id ?? null

/** Records when an order was last read, in the caller's transaction. */
export function noteRead(database: Database, orderId: string, locationId: string, readAt: string): void {
  database.run(
    `insert into hub_order values (?, ?, ?)
     on conflict (id) do update set location_id = excluded.location_id, read_at = excluded.read_at`,
    orderId,
    locationId,
    readAt,
  )
}

/**
 * Ids among `orderIds` of this location that were last read before `before`, the longest ago first. A read
 * after `now` counts too, because the clock has been set back since.
 */
export function listStale(
  database: Database,
  orderIds: string[],
  { locationId, before, now, most }: { locationId: string; before: string; now: string; most: number },
): string[] {
  return database
    .all<{ id: string }>(
      `select id from hub_order where id in (select value from json_each(?)) and location_id = ?
         and (read_at < ? or read_at > ?) order by read_at limit ?`,
      JSON.stringify(orderIds),
      locationId,
      before,
      now,
      most,
    )
    .map(({ id }) => id)
}
