import type { Order } from '@hub/contract'
import { seeded } from './random.ts'
import { until, type World } from './world.ts'

export interface Experiment {
  seed: number
  kills: number
  /** Kills one of the programs and starts it again. */
  strike(world: World): Promise<void>
}

/**
 * Orders come and are accepted while a program is killed between them, counted in acknowledged orders. In the end
 * each acknowledged order must be there once on both sides, and each acceptance shown as done in the till must be
 * known to the hub.
 */
export async function run(world: World, { seed, kills, strike }: Experiment): Promise<string[]> {
  const random = seeded(seed)
  const acknowledged = new Set<string>()
  const accepted = new Set<string>()
  const faults: string[] = []
  let struck = 0
  let sent = 0
  let nextStrike = random.between(1, 6)
  let striking: Promise<void> = Promise.resolve()

  const sellers = await world.callTill<{ id: number }[]>('GET', '/api/sellers')
  /** Accepts one or more of the orders that wait; undefined when none does yet. */
  const accept = async () => {
    const orders = await world.webOrders()
    let taken = 0
    for (const { number, sourceId, status } of orders) {
      if (status !== 'pending') continue
      if (taken > 0 && random.chance(0.5)) continue
      await world.callTill('POST', `/api/web-orders/${number}/accept`, { sellerId: sellers[0]!.id })
      accepted.add(sourceId)
      taken++
    }
    return taken > 0 ? taken : undefined
  }

  while (struck < kills) {
    const reference = `chaos-${seed}-${++sent}`
    const order = {
      status: 'new',
      private_ref: reference,
      items: [{ product_name: 'Margherita', sku_ref: '1', price: '12.00 EUR', quantity: '1' }],
    }
    try {
      const { id } = await world.callHub<Order>('POST', '/location/orders', order)
      acknowledged.add(id)
    } catch {
      // Not acknowledged: it may be there or not, but never twice. The shop looks before it sends again.
      const known = await until('the hub', () =>
        world.callHub<Order[]>('GET', `/location/orders?private_ref=${reference}`),
      )
      if (known.length > 1) faults.push(`${reference} is there ${known.length} times`)
    }
    if (acknowledged.size < nextStrike) continue
    await striking
    // Half of the strikes come while decisions are on their way to the hub.
    if (random.chance(0.5)) await until('an order in the till', accept)
    nextStrike = acknowledged.size + random.between(1, 6)
    struck++
    striking = strike(world)
    striking.catch(() => undefined)
  }
  await striking
  return [
    ...faults,
    ...(await verify(world, acknowledged, accepted)),
    `orders ${acknowledged.size}, accepted ${accepted.size}, kills ${struck}`,
  ]
}

async function verify(world: World, acknowledged: Set<string>, accepted: Set<string>): Promise<string[]> {
  const faults: string[] = []
  await until(
    'every order in the till',
    async () => {
      const orders = await world.webOrders()
      const ids = new Set(orders.map(({ sourceId }) => sourceId))
      return [...acknowledged].every((id) => ids.has(id)) || undefined
    },
    120_000,
  )
  const inTill = (await world.webOrders()).map(({ sourceId }) => sourceId)
  for (const id of acknowledged) {
    const times = inTill.filter((other) => other === id).length
    if (times !== 1) faults.push(`order ${id} is ${times} times in the till`)
  }
  for (const id of accepted) {
    await until(
      `order ${id} accepted on the hub`,
      async () => {
        const { status } = await world.callHub<Order>('GET', `/location/orders/${id}`)
        return status === 'accepted' || undefined
      },
      120_000,
    )
  }
  return faults
}
