import type { Bus } from '../platform/bus.ts'
import { createCache } from '../platform/cache.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, statement } from '../platform/db/index.ts'

/** A location as every request on it needs it. */
export interface Place {
  id: string
  /** IANA zone of its times. */
  zone: string
  suspended: boolean
}

export const findPlace = statement<{ id: string; zone: string; suspended: boolean }>(
  `select id, timezone as zone, suspended_at is not null as suspended from location where account_id = $1 and id = $2`,
  { pipelined: true },
)

export type Places = (accountId: string, locationId: string) => Promise<Place | undefined>

/** Locations by id, remembered for a second at most. */
export function createPlaces({ db, bus, clock }: { db: Db; bus: Bus; clock: Clock }): Places {
  const cache = createCache<Place | undefined>(clock, 1000)
  bus.on('account', () => cache.clear())
  return (accountId, locationId) =>
    cache.get(`${accountId} ${locationId}`, async () => (await findPlace(db, [accountId, locationId]))[0])
}
