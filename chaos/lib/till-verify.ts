import { DatabaseSync } from 'node:sqlite'
import type { CallbackEvent, Order } from '@hub/contract'
import type { CatalogExport } from '../../apps/till/src/connector/catalog/wire.ts'
import type { HubState } from '../../apps/till/src/connector/wire.ts'
import { verifyChain } from '../../apps/till/src/sales/verify.ts'
import type { Sale } from '../../apps/till/src/sales/wire.ts'
import type { TillModel } from './till-operations.ts'
import { until, type World } from './world.ts'

const patienceMs = 120_000

/**
 * Compares the till, its file and the hub with what people were shown: nothing is lost, nothing is there twice, the chain
 * is whole, the queue is empty.
 * @returns what is wrong, in sentences
 */
export async function verifyTill(world: World, listener: string, model: TillModel): Promise<string[]> {
  await until(
    'an empty queue',
    async () => (await world.callTill<HubState>('GET', '/api/hub')).queue.count === 0 || undefined,
    patienceMs,
  )
  const faults = [
    ...(await verifySales(world, model)),
    ...(await verifyOrders(world, model)),
    ...(await verifyTellings(world, listener, model)),
    ...(await verifyInvoices(world, model)),
    ...(await verifyExport(world, model)),
  ]
  await world.stopTill()
  return [...faults, ...verifyFile(world, model)]
}

async function verifySales(world: World, { sales }: TillModel): Promise<string[]> {
  const faults: string[] = []
  for (const [draft, shown] of sales) {
    const kept = await world.callTill<Sale>('GET', `/api/sales/${shown.number}`).catch(() => undefined)
    if (kept?.fingerprint !== shown.fingerprint || kept.totalCents !== shown.totalCents)
      faults.push(`sale ${shown.number} (${draft}) is not what its ticket showed`)
  }
  const numbers = new Set([...sales.values()].map(({ number }) => number))
  if (numbers.size !== sales.size) faults.push('two sales have the same number')
  return faults
}

async function verifyOrders(world: World, { orders, accepted }: TillModel): Promise<string[]> {
  const faults: string[] = []
  const rows = await until(
    'every order in the till',
    async () => {
      const all = await world.webOrders()
      return orders.every((id) => all.some(({ sourceId }) => sourceId === id)) ? all : undefined
    },
    patienceMs,
  )
  for (const id of orders) {
    const times = rows.filter(({ sourceId }) => sourceId === id).length
    if (times !== 1) faults.push(`order ${id} is ${times} times in the till`)
    const expected = accepted.has(id) ? 'accepted' : 'received'
    await until(
      `order ${id} ${expected} on the hub`,
      async () =>
        (await world.callHub<Order>('GET', `/location/orders/${id}`)).status === expected || undefined,
      patienceMs,
    ).catch((error: Error) => faults.push(error.message))
  }
  if (rows.length !== orders.length) faults.push(`${rows.length} orders in the till, ${orders.length} placed`)
  return faults
}

/** Each change of status was told to another app once. */
async function verifyTellings(world: World, token: string, model: TillModel): Promise<string[]> {
  const told = new Map<string, number>()
  let after = 0
  for (;;) {
    const answer = await fetch(`${world.hubOrigin}/v1/callback/journal?after_seq=${after}`, {
      headers: { 'x-access-token': token },
    })
    if (!answer.ok) throw new Error(`GET /callback/journal: ${answer.status} ${await answer.text()}`)
    const page = (await answer.json()) as (CallbackEvent & { seq: number })[]
    if (page.length === 0) break
    after = page.at(-1)!.seq
    for (const { order_id, new_state } of page) {
      const key = `${order_id} ${(new_state as { status?: string }).status}`
      told.set(key, (told.get(key) ?? 0) + 1)
    }
  }
  return model.orders.flatMap((id) =>
    ['received', 'accepted'].flatMap((status) => {
      const times = told.get(`${id} ${status}`) ?? 0
      const expected = status === 'received' || model.accepted.has(id) ? 1 : 0
      return times === expected ? [] : [`order ${id} was told ${times} times as ${status}`]
    }),
  )
}

/** «Envoyer les factures»: each sale is one order of the hub. */
async function verifyInvoices(world: World, { sales, orders }: TillModel): Promise<string[]> {
  const times = new Map<string, number>()
  let cursor: string | null = null
  let total = 0
  do {
    const query: string = cursor === null ? '' : `&cursor=${cursor}`
    const { body, next } = await world.listHub<Order>(`/location/orders?count=100${query}`)
    total += body.length
    for (const { ref } of body) if (ref !== null) times.set(ref, (times.get(ref) ?? 0) + 1)
    cursor = next
  } while (cursor !== null)
  const faults = [...sales.values()]
    .filter(({ number }) => times.get(String(number)) !== 1)
    .map(({ number }) => `sale ${number} is ${times.get(String(number)) ?? 0} times on the hub`)
  const expected = sales.size + orders.length
  return total === expected ? faults : [...faults, `${total} orders on the hub, ${expected} made`]
}

async function verifyExport(world: World, { pictures }: TillModel): Promise<string[]> {
  const current = () => world.callTill<CatalogExport>('GET', '/api/hub/export')
  const ended = () =>
    until('the end of the export', async () =>
      (await current()).state === 'running' ? undefined : current(),
    )
  await ended()
  await world.callTill('POST', '/api/hub/export', {})
  const { errors } = await ended()
  const { catalog } = await world.callTill<HubState>('GET', '/api/hub')
  const images = await world.callHub<{ md5: string }[]>('GET', `/catalogs/${catalog!.id}/images`)
  const sent = new Set(images.map(({ md5 }) => md5)).size
  return [
    ...errors.map((error) => `export: ${error}`),
    ...(images.length === pictures && sent === pictures
      ? []
      : [`${images.length} images, ${sent} of them different`]),
  ]
}

function verifyFile(world: World, { sales }: TillModel): string[] {
  const sqlite = new DatabaseSync(world.tillFile(), { readOnly: true })
  try {
    const all = <T>(sql: string, ...values: (string | number)[]) => sqlite.prepare(sql).all(...values) as T[]
    const { sales: count, problems } = verifyChain({ all })
    return [...problems, ...(count === sales.size ? [] : [`${count} sales in the file, ${sales.size} shown`])]
  } finally {
    sqlite.close()
  }
}
