// Contract, kezia D27: once the till is connected to another location, nothing of the first one goes there.
import { describe, expect, test } from 'vitest'
import type { Customer, CustomerSheet } from '../../customers/wire.ts'
import type { Sale } from '../../sales/wire.ts'
import { margherita } from '../../testing/counter-sale.ts'
import { createOrder } from '../../testing/own-order.ts'
import type { CatalogExport } from '../catalog/wire.ts'
import { startStubHub } from '../testing/stub-hub.ts'
import { type HubTill, startConnectedTill, until } from '../testing/till.ts'
import type { Transfer } from '../transfers/wire.ts'

/** A till whose old token stays valid, so that only the till itself stops work in flight. */
async function started() {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  hub.misbehave(/revoke/, { status: 500 }, 1_000)
  await till.put('/api/hub/options', { ownOrderSending: 'always' })
  const gate = Promise.withResolvers<void>()
  return {
    hub,
    till,
    /** Holds the answer to the next matching request until the till is connected to the other shop. */
    hold: (matches: RegExp) => hub.misbehave(matches, { hold: gate.promise }),
    async moveOn() {
      hub.location = { id: 'k7w2p-1', name: 'Roubaix' }
      await till.connect(hub.issueCode())
      gate.resolve()
    },
  }
}

const emails = ['lea@example.com', 'noor@example.com']
const addCustomer = async (till: HubTill, email: string) =>
  (await till.post<Customer>('/api/customers', { lastName: 'Petit', civility: '', email })).body
const queue = async (till: HubTill) => (await till.maintenance()).queue
const queueIsEmpty = (till: HubTill) => until(async () => expect(await queue(till)).toEqual([]))
const transferOf = (till: HubTill) =>
  until(async () => {
    const { body } = await till.get<Transfer>('/api/hub/transfers')
    expect(body.state).toBe('done')
    return body
  })
const asked = (hub: Awaited<ReturnType<typeof startStubHub>>, call: RegExp) =>
  until(() => expect(hub.calls(call)).not.toEqual([]))

describe('what is under way ends', () => {
  test('a commande whose customer is being looked up stays in the queue', async () => {
    const { hub, till, hold, moveOn } = await started()
    const { idcli } = await addCustomer(till, emails[0]!)
    await queueIsEmpty(till)
    hold(/GET .*customers/)
    const before = hub.calls(/GET .*customers/).length
    await createOrder(till, { customerId: idcli })
    await until(() => expect(hub.calls(/GET .*customers/).length).toBeGreaterThan(before))
    await moveOn()
    hub.place({ location_id: 'k7w2p-1' })
    await until(async () => expect(await till.orders()).toHaveLength(1))
    expect(hub.calls(/POST .*orders$/)).toEqual([])
    expect(await queue(till)).toContainEqual(expect.objectContaining({ kind: 'own-order', isForeign: true }))
  })

  test('«Envoi Clients sur HubRise» says that the connection changed', async () => {
    const { hub, till, hold, moveOn } = await started()
    for (const email of emails) await addCustomer(till, email)
    await queueIsEmpty(till)
    hub.customers.all.clear()
    hold(/GET .*customers/)
    const before = hub.calls(/GET .*customers/).length
    await till.post('/api/hub/transfers/customers', {})
    await until(() => expect(hub.calls(/GET .*customers/).length).toBeGreaterThan(before))
    await moveOn()
    expect((await transferOf(till)).errors).toEqual([
      expect.stringContaining('La connexion à HubRise a changé'),
    ])
    expect(hub.customers.all.size).toBe(0)
  })

  test('«Envoi Factures sur HubRise» posts nothing more', async () => {
    const { hub, till, hold, moveOn } = await started()
    const { number } = (await till.post<Sale>('/api/sales', margherita())).body
    hold(/GET .*orders$/)
    const before = hub.calls(/GET .*orders$/).length
    await till.post('/api/hub/transfers/invoices', { numbers: [number] })
    await until(() => expect(hub.calls(/GET .*orders$/).length).toBeGreaterThan(before))
    await moveOn()
    expect((await transferOf(till)).errors).toEqual([
      expect.stringContaining('La connexion à HubRise a changé'),
    ])
    expect(hub.calls(/POST .*orders$/)).toEqual([])
  })

  test('so does «Envoi Articles sur HubRise», and the other catalogue is as it was', async () => {
    const { hub, till, hold, moveOn } = await started()
    await till.put('/api/hub/options', { isStockManaged: true })
    hold(/PUT .*catalogs\/q9f4x$/)
    expect((await till.post('/api/hub/export', {})).status).toBe(200)
    await asked(hub, /PUT .*catalogs\/q9f4x$/)
    hub.catalogs.set('w2b5n', { name: 'Carte de Roubaix', data: {} })
    hub.catalog = { id: 'w2b5n', name: 'Carte de Roubaix' }
    await moveOn()
    await until(async () => {
      const { body } = await till.get<CatalogExport>('/api/hub/export')
      expect(body.state).toBe('done')
    })
    expect(hub.calls(/w2b5n/)).toEqual([])
    expect(hub.catalogs.get('w2b5n')!.data).toEqual({})
  })
})

test('what waits for the first shop neither holds back nor swallows what is for the other', async () => {
  const { hub, till, moveOn } = await started()
  hub.misbehave(/customers/, { status: 503 }, 1)
  const { idcli } = await addCustomer(till, emails[0]!)
  await until(async () => expect(await queue(till)).toMatchObject([{ lastError: expect.any(String) }]))
  await moveOn()
  expect(await queue(till)).toContainEqual(expect.objectContaining({ isForeign: true }))
  const { customer } = (await till.get<CustomerSheet>(`/api/customers/${idcli}`)).body
  const form = { ...customer, birthDate: '', lastName: 'Grand' }
  expect((await till.put(`/api/customers/${idcli}`, form)).status).toBe(200)
  await until(() => expect([...hub.customers.all.values()]).toMatchObject([{ last_name: 'Grand' }]))
})
