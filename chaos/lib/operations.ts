import type { Order } from '@hub/contract'
import type { Answer } from '@hub/testing'
import type { ApiWorld } from './api-world.ts'
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
  kills: number
  /** The longest time from a restart to the delivery of all that was acknowledged before the kill. */
  latestMs: number
  faults: string[]
}

/**
 * Runs operations that the seed decides, each until it is acknowledged, with its own idempotency key. The hub is killed
 * when as many are acknowledged as the seed says, at a moment that it says.
 */
export async function runOperations(
  world: ApiWorld,
  { seed, kills }: { seed: number; kills: number },
): Promise<Report> {
  const report: Report = { orders: new Map(), patches: [], replays: [], kills: 0, latestMs: 0, faults: [] }
  const placed: Promise<string>[] = []
  const strikes = seeded(seed)
  let acknowledged = 0
  let nextStrike = strikes.between(5, 40)
  let striking: Promise<void> = Promise.resolve()
  let next = 0

  async function strike(delayMs: number): Promise<void> {
    // What is called from now on is under way, or waits, when the hub is killed.
    world.receiver.status = 'hang'
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    const due = new Set([...report.orders.values()])
    await world.strike(() => {
      world.receiver.status = 200
    })
    const restartedMs = Date.now()
    report.kills++
    await until('the events of before the kill', async () => hasDelivered(world, due) || undefined)
    const tookMs = Date.now() - restartedMs
    report.latestMs = Math.max(report.latestMs, tookMs)
    if (tookMs > overdueLimitMs)
      report.faults.push(`kill ${report.kills}: overdue events left after ${tookMs} ms`)
  }

  function acknowledge(): void {
    acknowledged++
    if (acknowledged < nextStrike || report.kills >= kills) return
    nextStrike = acknowledged + strikes.between(5, 40)
    const delayMs = strikes.between(0, 40)
    striking = striking.then(() => (report.kills < kills ? strike(delayMs) : undefined))
    striking.catch((error) => report.faults.push(String(error)))
  }

  async function work(): Promise<void> {
    while (report.kills < kills) {
      const index = next++
      const random = seeded(seed * 1_000_003 + index)
      const isCreation = index < distance || random.chance(0.6)
      if (isCreation) {
        placed[index] = place(world, report, `${seed}-${index}`)
        await placed[index]
      } else {
        const target = earlierCreation(placed, index, random.between(distance / 2, distance))
        const orderId = await target
        if (random.chance(0.75)) await pay(world, report, orderId, `p-${seed}-${index}`)
        else await replay(world, report, orderId)
      }
      acknowledge()
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  await striking
  return report
}

const earlierCreation = (placed: Promise<string>[], index: number, back: number) =>
  placed.slice(0, index - workers).findLast((order, at) => order !== undefined && at <= index - back / 2) ??
  placed[0]!

/** Sends again with the same key until the hub is there to say yes. */
async function acknowledgedAnswer(what: string, send: () => Promise<Answer>): Promise<Answer> {
  return until(what, async () => {
    const answer = await send()
    if (answer.status === 200) return answer
    if (answer.status < 500 && answer.status !== 409) throw new Error(`${answer.status} ${answer.text}`)
    return undefined
  })
}

async function place({ shop }: ApiWorld, report: Report, ref: string): Promise<string> {
  const order = {
    status: 'new',
    private_ref: ref,
    items: [{ product_name: 'Margherita', sku_ref: '1', price: '12.00 EUR', quantity: '1' }],
  }
  const { body } = await acknowledgedAnswer(`order ${ref}`, () =>
    shop.post<Order>('/location/orders', order, { headers: { 'idempotency-key': `create ${ref}` } }),
  )
  report.orders.set(ref, body.id)
  return body.id
}

async function pay({ shop }: ApiWorld, report: Report, orderId: string, ref: string): Promise<void> {
  const change = { payments: [{ amount: '1.00 EUR', ref }] }
  await acknowledgedAnswer(`payment ${ref}`, () =>
    shop.patch(`/location/orders/${orderId}`, change, { headers: { 'idempotency-key': `pay ${ref}` } }),
  )
  report.patches.push({ orderId, ref })
}

async function replay({ reading }: ApiWorld, report: Report, orderId: string): Promise<void> {
  const atMs = Date.now()
  const period = { from: '2020-01-01T00:00:00Z', order_id: orderId }
  const { body } = await acknowledgedAnswer(`replay of ${orderId}`, () =>
    reading.post('/callback/journal/replay', period),
  )
  report.replays.push({ orderId, atMs, count: body.replayed })
}

/** Whether the called app has heard of each of these orders. */
function hasDelivered({ receiver }: ApiWorld, orderIds: ReadonlySet<string>): boolean {
  const heard = new Set(
    receiver.deliveries.filter(({ answered }) => answered).map(({ body }) => JSON.parse(body).order_id),
  )
  return [...orderIds].every((id) => heard.has(id))
}
