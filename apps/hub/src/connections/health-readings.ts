import { type HealthState, healthStates, worstOf } from '@hub/contract/manager'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import { type Health, healthOf } from './health.ts'
import * as store from './health-store.ts'

interface Parts {
  db: Db
  clock: Clock
}

/** The health of each active connection of an account, by connection id. */
export async function healthOfAccount({ db, clock }: Parts, accountId: string): Promise<Map<string, Health>> {
  const rows = await store.listOfAccounts(db, { accountIds: [accountId] })
  const nowMs = clock.now()
  return new Map(rows.map((row) => [row.id, healthOf(row, nowMs)]))
}

/** The worst health at each account and location, by id; no entry where nothing is connected. */
export async function healthOfPlaces(
  { db, clock }: Parts,
  accountIds: readonly string[],
): Promise<Map<string, HealthState>> {
  if (accountIds.length === 0) return new Map()
  const nowMs = clock.now()
  const states = new Map<string, HealthState[]>()
  for (const row of await store.listOfAccounts(db, { accountIds })) {
    const place = row.location_id ?? row.account_id
    states.set(place, [...(states.get(place) ?? []), healthOf(row, nowMs).state])
  }
  return new Map([...states].map(([place, its]) => [place, worstOf(its) ?? 'healthy']))
}

/** Number of this hub's connections in each health state. */
export async function countByHealth({ db, clock }: Parts): Promise<Record<HealthState, number>> {
  const nowMs = clock.now()
  const counts = Object.fromEntries(healthStates.map((state) => [state, 0])) as Record<HealthState, number>
  for (const row of await store.listAll(db)) {
    counts[healthOf(row, nowMs).state]++
  }
  return counts
}
