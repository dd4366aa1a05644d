import type { Order } from '@hub/contract'
import type { Answer } from '@hub/testing'
import type { ApiWorld, Strike, StrikePlan } from './api-world.ts'
import { killsHub, type Target } from './engine.ts'
import { seeded } from './random.ts'
import { until } from './world.ts'

/** Writes under way at the same time. */
const workers = 4
/** A change looks this far back, so that its order is there by then. */
const distance = 24
const overdueLimitMs = 2000

interface PlannedStrike extends Pick<StrikePlan, 'target' | 'restartsAtOnce'> {
  delayMs: number
}

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
 * Runs operations that the seed decides, each until it is acknowledged, with its own idempotency key. One of the targets is
 * killed when as many are acknowledged as the seed says, at a moment that it says.
 */
export async function runOperations(
  world: ApiWorld,
  { seed, kills, targets }: { seed: number; kills: number; targets: readonly Target[] },
): Promise<Report> {
  const report: Report = { orders: new Map(), patches: [], replays: [], strikes: [], latestMs: 0, faults: [] }
  const placed: Promise<string>[] = []
  const random = seeded(seed)
  let acknowledged = 0
  let nextStrike = random.between(5, 40)
  let striking: Promise<void> = Promise.resolve()
  let next = 0

  async function strike({ target, restartsAtOnce, delayMs }: PlannedStrike): Promise<void> {
    // What is called from now on is under way, or waits, when the hub is killed.
    if (killsHub(target)) world.receiver.status = 'hang'
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    const due = new Set([...report.orders.values()])
    const struck = await world.strike({
      target,
      restartsAtOnce,
      whileDown() {
        world.receiver.status = 200
      },
    })
    const readyAtMs = Date.now()
    const name = `kill ${report.strikes.push(struck)} (${target})`
    if (struck.leftovers.length > 0) report.faults.push(`${name}: left after 5 s: ${struck.leftovers}`)
    await until('the events of before the kill', async () => hasDelivered(world, due) || undefined)
    const tookMs = Date.now() - readyAtMs
    report.latestMs = Math.max(report.latestMs, tookMs)
    if (tookMs > overdueLimitMs) report.faults.push(`${name}: overdue events left after ${tookMs} ms`)
  }

  function acknowledge(): void {
    acknowledged++
    if (acknowledged < nextStrike || report.strikes.length >= kills) return
    nextStrike = acknowledged + random.between(5, 40)
    const planned = {
      delayMs: random.between(0, 40),
      target: targets[random.between(0, targets.length - 1)]!,
      restartsAtOnce: random.chance(0.5),
    }
    striking = striking.then(() => (report.strikes.length < kills ? strike(planned) : undefined))
    striking.catch((error) => report.faults.push(String(error)))
  }

  async function work(): Promise<void> {
    while (report.strikes.length < kills) {
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
