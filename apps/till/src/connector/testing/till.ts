import { expect, vi } from 'vitest'
import type { TillConfig } from '../../config.ts'
import type { Clock } from '../../platform/clock.ts'
import { startTestTill, type TestTill } from '../../testing/start.ts'
import type { WebOrderDetails, WebOrderList, WebOrderRow } from '../../weborders/wire.ts'
import type { HubState, Maintenance } from '../wire.ts'
import { type StubHub, stubClient } from './stub-hub.ts'

/** A running clock that can jump. */
export function jumpingClock(): Clock & { jump(duration: Temporal.DurationLike): void } {
  let offset = Temporal.Duration.from({ seconds: 0 })
  return {
    now: () => Temporal.Now.instant().add(offset),
    jump(duration) {
      offset = offset.add(duration)
    },
  }
}

export interface HubTill extends TestTill {
  state(): Promise<HubState>
  connect(code: string): Promise<{ status: number; message?: string }>
  orders(): Promise<WebOrderRow[]>
  details(number: number): Promise<WebOrderDetails>
  maintenance(): Promise<Maintenance>
  accept(number: number): Promise<number>
}

/** A till that knows the hub's address but is not connected. */
export async function startHubTill(hub: StubHub, overrides: Partial<TillConfig> = {}): Promise<HubTill> {
  const till = await startTestTill({
    hub: { apiOrigin: hub.origin, managerOrigin: hub.origin, client: stubClient, clientFile: '/nowhere' },
    ...overrides,
  })
  const body = async <T>(path: string) => (await till.get<T>(path)).body
  return {
    ...till,
    state: () => body<HubState>('/api/hub'),
    orders: async () => (await body<WebOrderList>('/api/web-orders')).rows,
    details: (number) => body<WebOrderDetails>(`/api/web-orders/${number}`),
    maintenance: () => body<Maintenance>('/api/hub/maintenance'),
    async connect(code) {
      const answer = await till.post<{ message?: string }>('/api/hub/connect', { code })
      return { status: answer.status, message: answer.body.message }
    },
    accept: async (number) => (await till.post(`/api/web-orders/${number}/accept`, { sellerId: 1 })).status,
  }
}

/** A till that is connected and listening. */
export async function startConnectedTill(
  hub: StubHub,
  overrides: Partial<TillConfig> = {},
): Promise<HubTill> {
  const till = await startHubTill(hub, overrides)
  expect(await till.connect(hub.issueCode())).toMatchObject({ status: 200 })
  await until(() => expect(hub.calls(/GET \/v1\/callback\/events$/)).not.toEqual([]))
  return till
}

/** Waits for a condition, never for a duration. */
export const until = <T>(condition: () => T | Promise<T>) =>
  vi.waitFor(condition, { timeout: 30_000, interval: 10 })

/** The one order of a till, once it has arrived. */
export const onlyOrder = (till: HubTill) =>
  until(async () => {
    const orders = await till.orders()
    expect(orders).toHaveLength(1)
    return orders[0]!
  })
