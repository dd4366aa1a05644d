import { describe, expect, test } from 'vitest'
import type { Customer } from '../../customers/wire.ts'
import type { Sale, SettlementForm } from '../../sales/wire.ts'
import { margherita } from '../../testing/counter-sale.ts'
import { type StubHub, startStubHub } from '../testing/stub-hub.ts'
import { type HubTill, onlyOrder, startConnectedTill, startHubTill, until } from '../testing/till.ts'
import type { Transfer } from '../transfers/wire.ts'
import type { SendableInvoice } from '../wire.ts'

async function started(options: object = {}) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  await till.put('/api/hub/options', options)
  return { hub, till }
}

const sell = async (till: HubTill, values: Partial<SettlementForm> = {}) => {
  const { body } = await till.post<Sale>('/api/sales', margherita(values))
  return body.number
}
const queueIsEmpty = (till: HubTill) =>
  until(async () => expect((await till.maintenance()).queue).toEqual([]))
/** The orders that this till posted, as their refs. */
const posted = (hub: StubHub) =>
  [...hub.orders.values()].filter((order) => order.private_ref !== null).map((order) => order.private_ref)

describe('«Envoyer les factures» (kezia R-E7, D55, D57)', () => {
  test('off by default: a sale queues nothing', async () => {
    const { hub, till } = await started()
    await sell(till)
    expect((await till.maintenance()).queue).toEqual([])
    expect(hub.calls(/POST .*orders/)).toEqual([])
  })

  test('on: each ticket is posted at once, completed, as a guest; an «avoir» is not', async () => {
    const { hub, till } = await started({ isInvoicesAutomatic: true })
    const number = await sell(till)
    await till.post(`/api/sales/${number}/credit`, {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      modeId: 1,
      reason: 'Erreur',
    })
    await queueIsEmpty(till)
    const [order, ...others] = [...hub.orders.values()]
    expect(others).toEqual([])
    expect(order).toMatchObject({
      status: 'completed',
      ref: String(number),
      private_ref: `F${number}`,
      expected_time: null,
      items: [{ sku_ref: '1', price: '12.00 EUR', quantity: '1', tax_rate: '10.0' }],
      payments: [{ type: 'cash', ref: '1', amount: '12.00 EUR' }],
      custom_fields: {
        epos: { order_id: `F${number}`, invoice_date: expect.any(String) },
        restaurant: { staff: { name: 'Léa', id: '1' } },
      },
    })
    expect(await till.orders()).toEqual([])
  })

  test('a till that was never connected queues nothing', async () => {
    const hub = await startStubHub()
    const till = await startHubTill(hub)
    await till.put('/api/hub/options', { isInvoicesAutomatic: true })
    await sell(till)
    expect((await till.maintenance()).queue).toEqual([])
  })

  test('a composed menu leaves as one deal, its dishes with their supplement (counter T13)', async () => {
    const { hub, till } = await started({ isInvoicesAutomatic: true })
    const components = [
      { letter: 'P', idart: 1, options: [{ groupId: 1, idart: 6, quantity: 1, unitCents: 50 }] },
      { letter: 'D', idart: 15 },
      { letter: 'B', idart: 11 },
    ]
    const line = { idart: 17, quantity: '2', unitCents: 1650, discount: null, components }
    await sell(till, {
      basket: { service: 'eat_in', lines: [line], discount: null },
      payments: [{ modeId: 1, cents: 3400 }],
      totalCents: 3400,
    })
    await queueIsEmpty(till)
    const [order] = [...hub.orders.values()]
    expect(order?.deals).toMatchObject({ 0: { name: 'DEJEUNER', ref: '17' } })
    expect(order?.items).toMatchObject(
      [
        ['MARGHERITA', '9.75 EUR'],
        ['TIRAMISU', '4.47 EUR'],
        ['COLA 33 CL', '2.28 EUR'],
      ].map(([product_name, price]) => ({
        product_name,
        price,
        quantity: '2',
        deal_line: { deal_key: '0' },
      })),
    )
  })

  test('the hub is away: the sale is made, and arrives once when it is back', async () => {
    const { hub, till } = await started({ isInvoicesAutomatic: true })
    await hub.stop()
    const numbers = [await sell(till), await sell(till)]
    await until(async () => {
      const { queue } = await till.maintenance()
      expect(queue).toMatchObject([{ kind: 'invoice', attempts: 1 }, { attempts: 1 }])
    })
    await hub.start()
    for (const { id } of (await till.maintenance()).queue) await till.post(`/api/hub/outbox/${id}/retry`, {})
    await queueIsEmpty(till)
    expect(posted(hub).toSorted()).toEqual(numbers.map((number) => `F${number}`))
  })

  test.each([
    ['knows the key of the attempt', false],
    ['ignores it', true],
  ])('an answer that was lost makes no second order, where the hub %s', async (_, forgetsKeys) => {
    const { hub, till } = await started({ isInvoicesAutomatic: true })
    hub.forgetsKeys = forgetsKeys
    hub.misbehave(/POST .*orders/, 'cut after')
    const number = await sell(till)
    await until(async () => expect((await till.maintenance()).queue).toMatchObject([{ attempts: 1 }]))
    const [entry] = (await till.maintenance()).queue
    await till.post(`/api/hub/outbox/${entry!.id}/retry`, {})
    await queueIsEmpty(till)
    expect(posted(hub)).toEqual([`F${number}`])
  })
})

describe('«Envoi Factures sur HubRise» (kezia R-E4, D9, W-19)', () => {
  const list = async (till: HubTill) => {
    const period = new URLSearchParams({ from: '2000-01-01T00:00:00Z', to: '2999-01-01T00:00:00Z' })
    return (await till.get<SendableInvoice[]>(`/api/hub/transfers/invoices?${period}`)).body
  }
  async function send(till: HubTill, numbers: number[]): Promise<Transfer> {
    expect(await till.post('/api/hub/transfers/invoices', { numbers })).toMatchObject({ status: 200 })
    return until(async () => {
      const { body } = await till.get<Transfer>('/api/hub/transfers')
      expect(body.state).toBe('done')
      return body
    })
  }

  test('what was ticked is posted; sent twice, there is one of each', async () => {
    const { hub, till } = await started()
    const numbers = [await sell(till), await sell(till), await sell(till)]
    expect(await list(till)).toMatchObject(numbers.toReversed().map((number) => ({ number, orderId: null })))
    const chosen = numbers.slice(0, 2)
    expect(await send(till, chosen)).toMatchObject({ kind: 'invoices', sent: 2, total: 2, errors: [] })
    expect(await send(till, chosen)).toMatchObject({ sent: 2, errors: [] })
    expect(posted(hub)).toEqual(chosen.map((number) => `F${number}`))
    expect(hub.calls(/POST .*orders/)).toHaveLength(2)
    const ids = [...hub.orders.keys()]
    expect((await list(till)).map(({ orderId }) => orderId)).toEqual([null, ids[1], ids[0]])
  })

  test('one born of an order of the hub updates that order, and adds none', async () => {
    const { hub, till } = await started()
    const { id } = hub.place({ status: 'accepted' })
    const { number } = await onlyOrder(till)
    await till.post(`/api/web-orders/${number}/invoice`, {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      dueCents: 1200,
      payments: [{ modeId: 3, cents: 1200 }],
    })
    await queueIsEmpty(till)
    const live = () => hub.order(id).payments.filter(({ deleted }) => !deleted)
    expect(live()).toMatchObject([{ ref: '3', amount: '12.00 EUR' }])
    expect(await list(till)).toMatchObject([{ orderId: id }])
    expect(await send(till, [1])).toMatchObject({ sent: 1, errors: [] })
    expect(hub.orders.size).toBe(1)
    expect(live()).toHaveLength(1)
    hub.change(id, { payments: [] })
    expect(await send(till, [1])).toMatchObject({ sent: 1, errors: [] })
    expect(live()).toMatchObject([{ ref: '3', amount: '12.00 EUR' }])
  })

  test('a customer whom the hub knows is attached; gone from it, he is a guest', async () => {
    const { hub, till } = await started()
    hub.place({ customer: { id: 'c7x2', email: 'ines@example.com' } })
    const order = await onlyOrder(till)
    const { customerId } = await till.details(order.number)
    const number = await sell(till, { customerId: customerId! })
    hub.misbehave(/POST .*orders/, {
      status: 422,
      body: { message: 'x', errors: [{ field: 'customer_id', message: 'not found' }] },
    })
    expect(await send(till, [number])).toMatchObject({ sent: 1, errors: [] })
    const bodies = hub.received
      .filter(({ method, path }) => method === 'POST' && path === '/v1/location/orders')
      .map(({ body }) => JSON.parse(body))
    expect(bodies).toMatchObject([
      { customer_id: 'c7x2' },
      { customer: { last_name: 'Martin', email: 'ines@example.com' } },
    ])
    expect(bodies[1]).not.toHaveProperty('customer_id')
  })

  test('a customer with an e-mail is pushed first, then attached', async () => {
    const { hub, till } = await started({ isCustomerAutomatic: false })
    const { body } = await till.post<Customer>('/api/customers', {
      civility: '',
      lastName: 'Petit',
      email: 'lea@example.com',
    })
    const number = await sell(till, { customerId: body.idcli })
    expect(await send(till, [number])).toMatchObject({ sent: 1, errors: [] })
    const { sourceId } = (await till.get<{ customer: Customer }>(`/api/customers/${body.idcli}`)).body
      .customer
    expect(sourceId).not.toBeNull()
    const request = hub.received.find(({ method, path }) => method === 'POST' && path.endsWith('/orders'))
    expect(JSON.parse(request!.body)).toMatchObject({ customer_id: sourceId })
  })

  test('what the hub refuses is named, and the others leave; an outage stops them all', async () => {
    const { hub, till } = await started()
    const numbers = [await sell(till), await sell(till)]
    hub.misbehave(/POST .*orders/, {
      status: 422,
      body: { message: 'x', errors: [{ field: 'items[0].price', message: 'is too long' }] },
    })
    expect(await send(till, numbers)).toMatchObject({
      sent: 1,
      errors: [expect.stringMatching(new RegExp(`^F${numbers[0]} : .*is too long`))],
    })
    hub.misbehave(/GET .*orders/, 'cut before', 9)
    expect(await send(till, numbers)).toMatchObject({
      sent: 0,
      errors: [
        `F${numbers[0]} : Une erreur système a été détectée pendant l'envoi de la requête HTTP.`,
        '1 facture(s) non envoyée(s) : recommencez plus tard.',
      ],
    })
  })

  test.each<[string, unknown, number, RegExp]>([
    ['nothing', [], 422, /Cochez au moins une facture/],
    ['a number that is none', [99], 404, /Aucune facture 99/],
    ['words', ['deux'], 404, /Aucune facture/],
    ['no list', 'tout', 422, /une liste est attendue/],
  ])('%s is refused, and nothing is sent', async (_, numbers, status, sentence) => {
    const { hub, till } = await started()
    const answer = await till.post('/api/hub/transfers/invoices', { numbers })
    expect(answer.status).toBe(status)
    expect(JSON.stringify(answer.body)).toMatch(sentence)
    expect(hub.calls(/POST .*orders/)).toEqual([])
  })

  test('an «avoir» is neither listed nor sent; disconnected, it is said why', async () => {
    const { till } = await started()
    const number = await sell(till)
    const credit = { draftId: crypto.randomUUID(), sellerId: 1, modeId: 1, reason: 'Erreur' }
    const { body } = await till.post<Sale>(`/api/sales/${number}/credit`, credit)
    expect((await list(till)).map((row) => row.number)).toEqual([number])
    expect(await till.post('/api/hub/transfers/invoices', { numbers: [body.number] })).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('avoir') },
    })
    await till.post('/api/hub/disconnect', {})
    expect((await till.post('/api/hub/transfers/invoices', { numbers: [number] })).status).toBe(422)
    expect((await till.get('/api/hub/transfers/invoices?from=hier')).status).toBe(422)
  })
})
