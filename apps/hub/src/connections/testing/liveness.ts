import type { HealthState } from '@hub/contract/manager'
import { type StreamingClient, startCable, startHub, startStreamingClient, until } from '@hub/testing'
import { expect } from 'vitest'

export interface LivenessTimes {
  /** Configuration of the hub; its defaults if absent. */
  config?: NonNullable<Parameters<typeof startHub>[0]>['config']
  /** How long all are watched while healthy; longer than a stream lasts. */
  wellForMs: number
  /** How soon a client that is gone must be «muette» (contract, support U2). */
  silentWithinMs: number
}

const lookEveryMs = 100

/**
 * Real clients in real processes that are stopped, disconnected or killed. Every view of their health must show each as
 * healthy until then, silent in time, and never healthy while it is gone (support 8.1).
 */
export async function checkLiveness({ config, wellForMs, silentWithinMs }: LivenessTimes): Promise<void> {
  const hub = await startHub(config ? { config } : {})
  const cable = await startCable(hub.origin)
  const account = await hub.account()
  const admin = await hub.person({ admin: [account] })
  const shop = await hub.app('Basil Web', { account })
  const { body: order } = await shop.post('/location/orders', { status: 'new' })
  const clients: StreamingClient[] = []

  async function client(name: string, origin = hub.origin) {
    const { token } = await hub.app(name, { account })
    const process = await startStreamingClient(origin, token)
    clients.push(process)
    return { name, process }
  }

  interface Shown {
    client_name: string
    health: { state: HealthState }
  }
  /** By name, what the places say: the card, the dashboard, the order’s page, and the selector of them all. */
  async function states() {
    const query = `account_id=${account.id}&location_id=${account.locationId}`
    const get = async (path: string) => (await admin.get(path)).body
    const inGroups = ({ groups }: { groups: { connections: Shown[] }[] }) =>
      groups.flatMap(({ connections }) => connections)
    const lists: Shown[][] = [
      inGroups(await get(`/connections?${query}`)),
      inGroups(await get(`/dashboard?${query}`)),
      (await get(`/orders/${account.locationId}/${order.id}`)).connections,
    ]
    const dot: HealthState = (await get('/session')).accounts[0].locations[0].health
    const of = (name: string) =>
      lists.map((list) => list.find(({ client_name }) => client_name === name)!.health.state)
    return { of, dot }
  }

  try {
    const stopped = await client('stopped')
    const cut = await client('cut', cable.origin)
    const killed = await client('killed')
    const all = [stopped, cut, killed]
    await hub.parts.lastRequests.flush()

    // Streams end and are reopened in the meantime, without a visible effect.
    const wellUntil = performance.now() + wellForMs
    while (performance.now() < wellUntil) {
      const { of, dot } = await states()
      for (const { name } of all) expect([name, of(name)]).toEqual([name, Array(3).fill('healthy')])
      expect(dot).toBe('healthy')
      await pause(lookEveryMs)
    }
    for (const { name, process } of all) expect([name, process.lines()]).toEqual([name, ['open']])

    const goneMs = performance.now()
    stopped.process.signal('SIGSTOP')
    killed.process.signal('SIGKILL')
    cable.cut()
    const silentAfter = new Map<string, number>()
    while (silentAfter.size < all.length) {
      const { of, dot } = await states()
      const sinceMs = performance.now() - goneMs
      for (const { name } of all) {
        const shown = of(name)
        // Never healthy again once it is silent.
        if (silentAfter.has(name)) expect([name, shown]).toEqual([name, Array(3).fill('silent')])
        else if (shown.every((state) => state === 'silent')) silentAfter.set(name, sinceMs)
      }
      if (silentAfter.size > 0) expect(dot).toBe('silent')
      expect(sinceMs).toBeLessThan(silentWithinMs)
      await pause(lookEveryMs)
    }
    for (const [name, ms] of silentAfter)
      console.log(`support 8.1: ${name}, silent after ${Math.round(ms)} ms`)

    // A client that returns is healthy again without any action.
    stopped.process.signal('SIGCONT')
    cable.mend()
    await until(async () => {
      const { of } = await states()
      return [stopped, cut].every(({ name }) => of(name).every((state) => state === 'healthy'))
    }, silentWithinMs)
  } finally {
    for (const client of clients) client.close()
    await cable.close()
    await hub.close()
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
