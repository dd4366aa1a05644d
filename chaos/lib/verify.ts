import type { Order } from '@hub/contract'
import { type ApiWorld, readJournal } from './api-world.ts'
import type { Report } from './operations.ts'
import { until } from './world.ts'

/**
 * Compares the hub with what the clients know: nothing acknowledged is lost, nothing is there twice, every event reached
 * its receivers, and the numbers of a connection's events have no gap.
 * @returns what is wrong, in sentences
 */
export async function verifyOperations(world: ApiWorld, report: Report): Promise<string[]> {
  const faults: string[] = []
  const orders = await listOrders(world)
  const refs = new Map<string, number>()
  for (const { private_ref } of orders) refs.set(private_ref!, (refs.get(private_ref!) ?? 0) + 1)
  for (const ref of report.orders.keys())
    if (refs.get(ref) !== 1) faults.push(`order ${ref} is there ${refs.get(ref) ?? 0} times`)

  const paid = new Set(orders.flatMap(({ id, payments }) => payments.map(({ ref }) => `${id} ${ref}`)))
  const payments = orders.flatMap((order) => order.payments)
  if (payments.length !== paid.size) faults.push(`${payments.length - paid.size} payments are there twice`)
  for (const { orderId, ref } of report.patches)
    if (!paid.has(`${orderId} ${ref}`)) faults.push(`payment ${ref} of ${orderId} is lost`)

  const changes = orders.length + payments.length
  for (const [name, app] of [
    ['called', world.called],
    ['reading', world.reading],
  ] as const) {
    await until(
      `every event of the ${name} app`,
      async () => (await readJournal(app)).every(({ state }) => state === 'acknowledged') || undefined,
      120_000,
    )
    const journal = await readJournal(app)
    if (journal.length !== changes)
      faults.push(`the ${name} app has ${journal.length} events of ${changes} changes`)
    const gap = journal.findIndex(({ seq }, index) => index > 0 && seq !== journal[index - 1]!.seq + 1)
    if (gap !== -1) faults.push(`the ${name} app's numbers have a gap before ${journal[gap]!.seq}`)
    if (name === 'called') faults.push(...missingDeliveries(world, journal))
    else faults.push(...missingReadings(world, report, journal))
  }
  return faults
}

type Journal = Awaited<ReturnType<typeof readJournal>>

function missingDeliveries({ receiver }: ApiWorld, journal: Journal): string[] {
  const delivered = new Set(
    receiver.deliveries.filter(({ answered }) => answered).map(({ body }) => JSON.parse(body).id),
  )
  return journal.filter(({ id }) => !delivered.has(id)).map(({ id }) => `event ${id} was never called`)
}

function missingReadings({ reader }: ApiWorld, { replays }: Report, journal: Journal): string[] {
  const unread = journal
    .filter(({ id }) => !reader.seen.has(id))
    .map(({ id }) => `event ${id} was never read`)
  const unreplayed = replays.flatMap(({ orderId, atMs }) =>
    journal
      .filter(({ order_id, event_type }) => order_id === orderId && event_type === 'create')
      .filter(({ id }) => (reader.seen.get(id) ?? 0) < atMs)
      .map(({ id }) => `event ${id} was not read again after its replay`),
  )
  return [...unread, ...unreplayed]
}

async function listOrders({ shop }: ApiWorld): Promise<Order[]> {
  const all: Order[] = []
  let path = '/location/orders'
  for (;;) {
    const { status, body, headers, text } = await shop.get<Order[]>(path)
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${text}`)
    all.push(...body)
    const cursor = headers.get('x-cursor-next')
    if (cursor === null) return all
    path = `/location/orders?cursor=${cursor}`
  }
}
