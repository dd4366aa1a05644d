import type { Order } from '@hub/contract'
import type { Answer } from '@hub/testing'
import type { ApiWorld, Strike } from './api-world.ts'
import { killsHub, type Target } from './engine.ts'
import { type PlannedStrike, planStrikes } from './plan.ts'
import { seeded } from './random.ts'
import { until } from './world.ts'

/** Writes under way at the same time. */
const workers = 4
/** A change looks this far back, so that its order is there by then. */
const distance = 24
const overdueLimitMs = 2000

export interface Report {
  /** Ids of the acknowledged orders, by the private ref of their creation. */
  orders: Map<string, string>
  /** Acknowledged payments: the order's id and the payment's ref. */
  patches: { orderId: string; ref: string }[]
  /** Acknowledged replays of an order's events to the reading app. */
  replays: { orderId: string; atMs: number; count: number }[]
  strikes: Strike[]
  /** The longest time from a readiness to the delivery of all that was acknowledged before the kill. */
  latestMs: number
  faults: string[]
}

/**
 * Runs operations that the seed decides, each until it is acknowledged, with its own idempotency key, and kills one of the
 * targets, or fills the disk, after as many of them as the seed says.
 */
export async function runOperations(
  world: ApiWorld,
  { seed, kills, targets }: { seed: number; kills: number; targets: readonly Target[] },
): Promise<Report> {
  const report: Report = { orders: new Map(), patches: [], replays: [], strikes: [], latestMs: 0, faults: [] }
  const placed: Promise<string>[] = []
  const wasHeard = ordersHeard(world)
  let acknowledged = 0
  let isOver = false
  let next = 0

  const acknowledgedMore = (changes: number) => {
    const goal = acknowledged + changes
    return until(`${changes} more changes`, async () => acknowledged >= goal || undefined)
  }

  async function strike(planned: PlannedStrike): Promise<void> {
    const { target, delayMs } = planned
    // What is called from now on is under way, or waits, when the hub is killed.
    if (killsHub(target)) world.receiver.status = 'hang'
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    const due = [...report.orders.values()].filter((id) => !wasHeard(id))
    const struck =
      target === 'disk'
        ? await world.fill(planned, () => acknowledgedMore(workers + 1))
        : await world.kill(planned, () => {
            world.receiver.status = 200
          })
    const readyAtMs = Date.now()
    const name = `kill ${report.strikes.push(struck)} (${target})`
    if (struck.leftovers.length > 0) report.faults.push(`${name}: left after 5 s: ${struck.leftovers}`)
    await until('the events of before the kill', async () => due.every(wasHeard) || undefined)
    const tookMs = Date.now() - readyAtMs
    report.latestMs = Math.max(report.latestMs, tookMs)
    if (tookMs > overdueLimitMs) report.faults.push(`${name}: overdue events left after ${tookMs} ms`)
  }

  async function strikeAll(): Promise<void> {
    for (const planned of planStrikes(seed, kills, targets)) {
      await acknowledgedMore(planned.changes)
      await strike(planned)
    }
  }

  async function work(): Promise<void> {
    while (!isOver) {
      const index = next++
      const own = seeded(seed * 1_000_003 + index)
      const isCreation = index < distance || own.chance(0.6)
      if (isCreation) {
        placed[index] = place(world, report, `${seed}-${index}`)
        await placed[index]
      } else {
        const target = earlierCreation(placed, index, own.between(distance / 2, distance))
        const orderId = await target
        if (own.chance(0.75)) await pay(world, report, orderId, `p-${seed}-${index}`)
        else await replay(world, report, orderId)
      }
      acknowledged++
    }
  }
  const working = Promise.all(Array.from({ length: workers }, work))
  try {
    await Promise.race([strikeAll(), working])
  } finally {
    isOver = true
  }
  await working
  return report
}

const earlierCreation = (placed: Promise<string>[], index: number, back: number) =>
  placed.slice(0, index - workers).findLast((order, at) => order !== undefined && at <= index - back / 2) ??
  placed[0]!

/** Sends again with the same key until the hub is there to say yes. */
async function acknowledgedAnswer(
  { refusals }: ApiWorld,
  what: string,
  send: () => Promise<Answer>,
): Promise<Answer> {
  return until(what, async () => {
    const answer = await send()
    if (answer.status === 200) return answer
    refusals.note(answer)
    if (answer.status < 500 && answer.status !== 409) throw new Error(`${answer.status} ${answer.text}`)
    return undefined
  })
}

async function place(world: ApiWorld, report: Report, ref: string): Promise<string> {
  const order = {
    status: 'new',
    private_ref: ref,
    items: [{ product_name: 'Margherita', sku_ref: '1', price: '12.00 EUR', quantity: '1' }],
  }
  const { body } = await acknowledgedAnswer(world, `order ${ref}`, () =>
    world.shop.post<Order>('/location/orders', order, { headers: { 'idempotency-key': `create ${ref}` } }),
  )
  report.orders.set(ref, body.id)
  return body.id
}

async function pay(world: ApiWorld, report: Report, orderId: string, ref: string): Promise<void> {
  const change = { payments: [{ amount: '1.00 EUR', ref }] }
  await acknowledgedAnswer(world, `payment ${ref}`, () =>
    world.shop.patch(`/location/orders/${orderId}`, change, { headers: { 'idempotency-key': `pay ${ref}` } }),
  )
  report.patches.push({ orderId, ref })
}

async function replay(world: ApiWorld, report: Report, orderId: string): Promise<void> {
  const atMs = Date.now()
  const period = { from: '2020-01-01T00:00:00Z', order_id: orderId }
  const { body } = await acknowledgedAnswer(world, `replay of ${orderId}`, () =>
    world.reading.post('/callback/journal/replay', period),
  )
  report.replays.push({ orderId, atMs, count: body.replayed })
}

/** Tells whether the called app has heard of an order, and answered. */
function ordersHeard({ receiver }: ApiWorld): (orderId: string) => boolean {
  const heard = new Set<string>()
  let read = 0
  return (orderId) => {
    for (const { body, answered } of receiver.deliveries.slice(read))
      if (answered) heard.add(JSON.parse(body).order_id)
    read = receiver.deliveries.length
    return heard.has(orderId)
  }
}
