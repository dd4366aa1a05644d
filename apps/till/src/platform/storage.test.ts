// A full disk or a read-only file gives a sentence and leaves nothing half-written, and
// everything works again afterwards.
import { describe, expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import {
  type HubTill,
  jumpingClock,
  onlyOrder,
  startConnectedTill,
  until,
} from '../connector/testing/till.ts'
import { verifyChain } from '../sales/verify.ts'
import type { Sale, SaleRow } from '../sales/wire.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import { Database } from './database.ts'

const fullSentence = expect.stringContaining('Le disque de la caisse est plein.')
const readOnlySentence = expect.stringContaining('est en lecture seule.')

/** A till, and the means to fill its disk. */
async function tillOnDisk<T extends TestTill>(start: (overrides: object) => Promise<T>) {
  let database!: Database
  const till = await start({
    openDatabase: (...args: ConstructorParameters<typeof Database>) => (database = new Database(...args)),
  })
  return {
    till,
    database,
    // A limit below the current size means the current size: not one page more.
    fill: () => database.exec('pragma max_page_count = 1'),
    free: () => database.exec('pragma max_page_count = 1000000'),
    lock: () => database.exec('pragma query_only = on'),
    unlock: () => database.exec('pragma query_only = off'),
  }
}

const draftOf = (cents = 1200) => ({
  draftId: crypto.randomUUID(),
  sellerId: 1,
  basket: {
    service: 'eat_in',
    lines: [{ idart: 1, quantity: '1', unitCents: cents, discount: null }],
    discount: null,
  },
  payments: [{ modeId: 1, cents }],
  totalCents: cents,
})
const salesOf = async (till: TestTill) => (await till.get<SaleRow[]>('/api/sales')).body

describe('disk full', () => {
  test('the sale that finds no room says so and leaves nothing behind; with room it is sold under the next number', async () => {
    const { till, database, fill, free } = await tillOnDisk(startTestTill)
    fill()
    const sold: number[] = []
    let refused: ReturnType<typeof draftOf> | undefined
    for (let attempt = 0; attempt < 500 && refused === undefined; attempt++) {
      const draft = draftOf()
      const { status, body } = await till.post<Sale & { message: string }>('/api/sales', draft)
      if (status === 201) sold.push(body.number)
      else {
        expect({ status, body }).toEqual({ status: 507, body: { message: fullSentence } })
        refused = draft
      }
    }
    expect(refused).toBeDefined()
    expect((await salesOf(till)).length).toBe(Math.min(sold.length, 50))
    expect(verifyChain(database)).toMatchObject({ sales: sold.length, problems: [] })

    free()
    expect(await till.post('/api/sales', refused)).toMatchObject({
      status: 201,
      body: { number: sold.length + 1 },
    })
    expect(verifyChain(database)).toMatchObject({ sales: sold.length + 1, problems: [] })
  })
})

describe('a read-only database', () => {
  test('every change is refused with the same sentence, reading goes on, and all of it works again afterwards', async () => {
    const { till, database, lock, unlock } = await tillOnDisk(startTestTill)
    const draft = draftOf()
    const { draftId: _, payments: _p, totalCents: _t, ...parked } = draft
    const article = { idart: 1, direction: 'in', quantity: '3', reason: 'Livraison' }
    const changes = async () => [
      await till.post<{ message?: string }>('/api/sales', draft),
      await till.post<{ message?: string }>('/api/parked-sales', parked),
      await till.post<{ message?: string }>('/api/articles/1/stock', article),
      await till.delete<{ message?: string }>('/api/articles/18'),
    ]
    const before = database.all('select * from stock_movement')
    lock()
    for (const answer of await changes())
      expect(answer).toEqual({ status: 507, body: { message: readOnlySentence } })
    expect(await salesOf(till)).toEqual([])
    expect((await till.get('/api/articles/18')).status).toBe(200)
    expect(database.all('select * from stock_movement')).toEqual(before)

    unlock()
    for (const { status } of await changes()) expect(status).toBeLessThan(300)
    expect((await salesOf(till)).map(({ number }) => number)).toEqual([1])
  })
})

describe('while the hub goes on', () => {
  const connected = (hub: Awaited<ReturnType<typeof startStubHub>>, overrides: object) =>
    tillOnDisk<HubTill>((disk) => startConnectedTill(hub, { pollSeconds: 1, ...overrides, ...disk }))

  test('an order that cannot be stored is neither acknowledged nor deleted, and arrives once there is room', async () => {
    const hub = await startStubHub()
    const { till, lock, unlock } = await connected(hub, {})
    await until(() => expect(hub.openStreams).toBe(1))
    lock()
    const { id } = hub.place()
    await until(() => expect(hub.calls(new RegExp(`GET .*/${id}`)).length).toBeGreaterThan(1))
    expect(await till.orders()).toEqual([])
    expect(hub.order(id).status).toBe('new')
    expect(hub.pendingEvents()).toHaveLength(1)

    unlock()
    expect((await onlyOrder(till)).sourceId).toBe(id)
    await until(() => expect(hub.order(id).status).toBe('received'))
    await until(() => expect(hub.pendingEvents()).toEqual([]))
  })

  test('a decision whose answer cannot be written down is not sent again and again, and is done once', async () => {
    const hub = await startStubHub()
    const clock = jumpingClock()
    const { till, lock, unlock } = await connected(hub, { clock })
    const { id } = hub.place()
    const { number } = await onlyOrder(till)
    await until(() => expect(hub.order(id).status).toBe('received'))
    await hub.stop()
    expect(await till.accept(number)).toBe(204)
    await until(async () => expect((await till.state()).outageSince).not.toBeNull())

    lock()
    await hub.start()
    clock.jump({ seconds: 6 })
    await until(() => expect(hub.calls(/GET \/v1\/callback\/events$/).length).toBeGreaterThan(1))
    const reads = hub.calls(new RegExp(`GET .*/${id}`)).length
    expect(hub.order(id).status).toBe('received')

    unlock()
    clock.jump({ seconds: 301 })
    await until(() => expect(hub.order(id).status).toBe('accepted'))
    expect(hub.patches(id).filter(({ status }) => status === 'accepted')).toHaveLength(1)
    expect(hub.calls(new RegExp(`GET .*/${id}`)).length - reads).toBeLessThan(5)
    await until(async () => expect((await till.maintenance()).queue).toEqual([]))
  })
})
