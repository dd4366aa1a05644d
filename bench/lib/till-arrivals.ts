import type { Order } from '@hub/contract'
import { EventStream, openBrowser } from '@hub/testing'
import { openWorld, until } from '../../chaos/lib/world.ts'
import { orderOf4Items } from './fixture.ts'
import type { Figure } from './report.ts'
import { percentile, round } from './statistics.ts'
import { contractLimits } from './till-export.ts'

const minuteMs = 60_000
const patienceMs = 240_000
const silenceMs = 600_000

interface Plan {
  orders: number
  /** Over how long they are placed. */
  seconds: number
  /** Each must be on screen and `received` this soon. */
  limitSeconds: number
}

/** When the hub told another app of the first change of each order: its `received`. Milliseconds since 1970. */
function followChanges(url: string, token: string): { at: Map<string, number>; close(): void } {
  const stream = new EventStream(url, { 'x-access-token': token })
  const at = new Map<string, number>()
  const read = async () => {
    for (let message = await stream.next(silenceMs); message; message = await stream.next(silenceMs)) {
      const { order_id } = JSON.parse(message.data) as { order_id: string }
      if (!at.has(order_id)) at.set(order_id, Date.now())
    }
  }
  // The stream is closed with the measure.
  void read().catch(() => undefined)
  return { at, close: () => stream.close() }
}

/** Orders placed at an even pace from the start of a minute of the hub's quota, with «Commandes Web» open. */
export async function measureArrivals({ orders, seconds, limitSeconds }: Plan): Promise<Figure[]> {
  const world = await openWorld({ rateLimits: contractLimits })
  const browser = await openBrowser()
  try {
    const changes = followChanges(
      `${world.hubOrigin}/v1/callback/events/stream`,
      await world.listener(['update']),
    )
    const { page } = await browser.open({ width: 1024, height: 768 })
    await page.goto(world.tillOrigin)
    await page.getByRole('button', { name: /Commandes Web/ }).click()
    await page.getByRole('dialog', { name: 'Commandes Web' }).waitFor()
    await page.evaluate(`
      globalThis.seen = {}
      new MutationObserver(() => {
        for (const [, id] of document.querySelector('[role=dialog], dialog').textContent.matchAll(/-([0-9a-z]{4,})/g))
          seen[id] ??= Date.now()
        // A long list is drawn as one scrolls.
        document.querySelector('[role=dialog] tbody tr:last-child, dialog tbody tr:last-child')?.scrollIntoView()
      }).observe(document, { childList: true, subtree: true, characterData: true })
      undefined`)
    if (seconds * 1000 >= minuteMs)
      await new Promise((resolve) => setTimeout(resolve, minuteMs - (Date.now() % minuteMs)))

    const placed = new Map<string, number>()
    const startedMs = Date.now()
    const expectedTime = new Date(startedMs + 3_600_000).toISOString()
    for (let count = 0; count < orders; count++) {
      const waitMs = startedMs + (count * seconds * 1000) / orders - Date.now()
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
      const atMs = Date.now()
      const order = { ...JSON.parse(orderOf4Items), expected_time: expectedTime }
      const { id } = await world.callHub<Order>('POST', '/location/orders', order)
      placed.set(id, atMs)
    }
    const isThere = (times: Record<string, number>) => [...placed.keys()].every((id) => id in times)
    const seen = () => page.evaluate<Record<string, number>>('seen')
    await until(
      'every order received and on screen',
      async () => (isThere(Object.fromEntries(changes.at)) && isThere(await seen())) || undefined,
      patienceMs,
    )
    const shown = await seen()
    const delays = (times: Record<string, number>) => [...placed].map(([id, atMs]) => times[id]! - atMs)
    const onScreen = delays(shown)
    const received = delays(Object.fromEntries(changes.at))
    changes.close()
    const rows = await world.webOrders()
    const twice = rows.length - new Set(rows.map(({ sourceId }) => sourceId)).size
    const lost = [...placed.keys()].filter((id) => !rows.some(({ sourceId }) => sourceId === id)).length
    const name = `${orders} orders in ${seconds} s`
    const figure = (what: string, values: number[]): Figure => ({
      what: `${name}: placed → ${what}, s, p50 / all`,
      measured: `${round(percentile(values, 0.5) / 1000)} / ${round(Math.max(...values) / 1000)}`,
      goal: `≤ ${limitSeconds}`,
      isMet: Math.max(...values) <= limitSeconds * 1000,
    })
    return [
      figure('on screen', onScreen),
      figure('received', received),
      { what: `${name}: twice or lost`, measured: twice + lost, goal: '0', isMet: twice + lost === 0 },
    ]
  } finally {
    await browser.close()
    await world.close()
  }
}
