import type { Bus } from '../platform/bus.ts'
import { createCache } from '../platform/cache.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import { findPlace, type Place } from './place-store.ts'

export type Places = (accountId: string, locationId: string) => Promise<Place | undefined>

/** Locations by id, cached for at most one second. */
export function createPlaces({ db, bus, clock }: { db: Db; bus: Bus; clock: Clock }): Places {
  const cache = createCache<Place | undefined>(clock, 1000)
  bus.on('account', () => cache.clear())
  return (accountId, locationId) =>
    cache.get(`${accountId} ${locationId}`, () => findPlace(db, { accountId, locationId }))
}
