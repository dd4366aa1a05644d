import { describe, expect, test } from 'vitest'
import type { Customer } from '../../customers/wire.ts'
import type { OwnOrderRow } from '../../orders/wire.ts'
import { changeArticle } from '../../testing/change-article.ts'
import { changeOrder, createOrder, formOf, groupOf, orderLine } from '../../testing/own-order.ts'
import { startStubHub } from '../testing/stub-hub.ts'
import { type HubTill, jumpingClock, startConnectedTill, until } from '../testing/till.ts'
import type { Transfer } from '../transfers/wire.ts'

async function started(sending: 'never' | 'web' | 'always' = 'always') {
  const hub = await startStubHub()
  const clock = jumpingClock()
  const till = await startConnectedTill(hub, { clock })
  if (sending !== 'never')
    expect((await till.put('/api/hub/options', { ownOrderSending: sending })).status).toBe(200)
  return { hub, clock, till }
}

const customer = async (till: HubTill, values: object = {}) =>
  (await till.post<Customer>('/api/customers', { lastName: 'Petit', civility: '', ...values })).body

const rows = async (till: HubTill) => (await till.get<OwnOrderRow[]>('/api/orders/open')).body
const queueIsEmpty = (till: HubTill) =>
  until(async () => expect((await till.maintenance()).queue).toEqual([]))
const onlyOrder = (hub: Awaited<ReturnType<typeof startStubHub>>) =>
  until(() => {
    const orders = [...hub.orders.values()]
    expect(orders).toHaveLength(1)
    return orders[0]!
  })
const live = <T extends { deleted: boolean }>(elements: T[]) => elements.filter(({ deleted }) => !deleted)

describe('«Envoi des commandes Kezia» (kezia R-E1, D11)', () => {
  test('by default nothing is sent', async () => {
    const { hub, till } = await started('never')
    const { idcli } = await customer(till, { email: 'lea@example.com' })
    await createOrder(till, { customerId: idcli })
    await queueIsEmpty(till)
    expect(hub.orders.size).toBe(0)
  })

  test('«Client web» sends those of customers with an e-mail or known to the hub', async () => {
    const { hub, till } = await started('web')
    await createOrder(till)
    await createOrder(till, { customerId: (await customer(till)).idcli })
    const { idcli } = await customer(till, { lastName: 'Haddad', email: 'noor@example.com' })
    const order = await createOrder(till, { customerId: idcli })
    const sent = await onlyOrder(hub)
    expect(sent.private_ref).toBe(String(order.number))
    const [known] = hub.customers.all.values()
    expect(
      JSON.parse(hub.received.find(({ method, path }) => method === 'POST' && /orders$/.test(path))!.body),
    ).toMatchObject({
      customer_id: known!.id,
    })
    await queueIsEmpty(till)
    expect((await rows(till)).map(({ code }) => code)).toEqual(['', '', sent.id.toUpperCase()])
  })

  test('the order is accepted, with its lines, its fees and a promise of payment; a discount that leaves «Port» alone is in the prices (D42)', async () => {
    const { hub, till } = await started()
    const { idcli } = await customer(till, { mobile: '06 12 34 56 78', city: 'Lille' })
    const order = await createOrder(till, {
      customerId: idcli,
      serviceType: 'delivery',
      dueAt: '2031-05-01T18:30:00Z',
      nota: 'Sonner',
      port: '3,00',
      discountPercent: '10',
      lines: [orderLine(1, '12,00', { quantity: '2' })],
      deposits: [{ modeId: 3, amount: '5,00' }],
    })
    await onlyOrder(hub)
    const number = String(order.number)
    const body = JSON.parse(
      hub.received.find(({ method, path }) => method === 'POST' && /orders$/.test(path))!.body,
    )
    expect(body).toMatchObject({
      status: 'accepted',
      ref: number,
      private_ref: number,
      service_type: 'delivery',
      expected_time: '2031-05-01T18:30:00Z',
      seller_notes: 'Sonner',
      customer: { last_name: 'Petit', phone: '+33612345678', city: 'Lille' },
      items: [
        {
          product_name: 'MARGHERITA',
          sku_ref: '1',
          price: '10.80 EUR',
          tax_rate: '10.0',
          private_ref: `${number}-1`,
        },
      ],
      charges: [{ name: 'FRAIS DE PORT TTC', price: '3.00 EUR', tax_rate: '20.0', type: 'delivery' }],
      discounts: [],
      payments: [
        { ref: '3', type: 'online', amount: '5.00 EUR' },
        { ref: '1', type: 'cash', amount: '19.60 EUR' },
      ],
      custom_fields: { epos: { order_id: number }, restaurant: { staff: { id: '1' } } },
    })
  })

  test('a discount of all that is sold is a discount of the order', async () => {
    const { hub, till } = await started()
    const lines = [orderLine(1, '12,00', { quantity: '2' })]
    await createOrder(till, { discountPercent: '10', lines })
    const { items, discounts, total } = await onlyOrder(hub)
    expect(items).toMatchObject([{ price: '12.00 EUR' }])
    expect(discounts).toMatchObject([{ name: 'Remise', price_off: '2.40 EUR' }])
    expect(total).toBe('21.60 EUR')
  })

  test('its own events are no new order, and others may call it off (kezia R-O4)', async () => {
    const { hub, till } = await started()
    const { number } = await createOrder(till)
    const { id } = await onlyOrder(hub)
    await queueIsEmpty(till)
    hub.change(id, { customer_notes: 'Vite' })
    await until(() => expect(hub.pendingEvents()).toEqual([]))
    expect(await till.orders()).toEqual([])
    hub.change(id, { status: 'cancelled' })
    await until(async () => expect(await rows(till)).toMatchObject([{ number, status: 'cancelled' }]))
    expect(hub.patches(id)).toEqual([])
  })
})

describe('what follows (kezia R-E2)', () => {
  test('invoiced: its payments, then it is completed', async () => {
    const { hub, till } = await started()
    const { number } = await createOrder(till)
    const { id } = await onlyOrder(hub)
    await queueIsEmpty(till)
    const payments = [{ modeId: 3, cents: 2400 }]
    await till.post(`/api/orders/${number}/invoice`, { draftId: 'd', sellerId: 1, payments, dueCents: 2400 })
    await until(() => expect(hub.order(id).status).toBe('completed'))
    expect(live(hub.order(id).payments)).toMatchObject([{ ref: '3', type: 'online', amount: '24.00 EUR' }])
    expect(hub.patches(id)).toHaveLength(1)
    expect(hub.orders.size).toBe(1)
  })

  test('settled in cash as promised, only the status leaves', async () => {
    const { hub, till } = await started()
    const { number } = await createOrder(till)
    const { id } = await onlyOrder(hub)
    await queueIsEmpty(till)
    const payments = [{ modeId: 1, cents: 5000 }]
    await till.post(`/api/orders/${number}/invoice`, { draftId: 'd', sellerId: 1, payments, dueCents: 2400 })
    await until(() => expect(hub.patches(id)).toEqual([{ status: 'completed' }]))
  })

  test.each([
    ['«Solder»', (till: HubTill, number: number) => till.post(`/api/orders/${number}/close`, {})],
    ['«Supprimer»', (till: HubTill, number: number) => till.delete(`/api/orders/${number}`)],
  ])('%s: cancelled', async (_, end) => {
    const { hub, till } = await started()
    const { number } = await createOrder(till)
    const { id } = await onlyOrder(hub)
    await queueIsEmpty(till)
    expect((await end(till, number)).status).toBe(204)
    await until(() => expect(hub.patches(id)).toEqual([{ status: 'cancelled' }]))
  })

  test('changed: what left is deleted, what came is added, the rest is not mentioned', async () => {
    const { hub, till } = await started()
    const order = await createOrder(till, { lines: [orderLine(1, '12,00'), orderLine(2, '13,50')] })
    const { id } = await onlyOrder(hub)
    await queueIsEmpty(till)
    const [, kept] = formOf(order).lines
    await changeOrder(till, order, { lines: [kept!, orderLine(11, '2,80', { quantity: '2' })] })
    await until(() => expect(hub.patches(id)).toHaveLength(1))
    expect(live(hub.order(id).items)).toHaveLength(2)
    expect(hub.patches(id)).toMatchObject([
      {
        items: [
          { id: 'i0', deleted: true },
          { product_name: 'COLA 33 CL', price: '2.80 EUR', quantity: '2' },
        ],
        payments: [
          { id: 'p0', deleted: true },
          { type: 'cash', amount: '19.10 EUR' },
        ],
      },
    ])
    expect(hub.patches(id)[0]).not.toHaveProperty('status')
  })

  test('it is followed even when sending was switched off meanwhile', async () => {
    const { hub, till } = await started()
    const { number } = await createOrder(till)
    const { id } = await onlyOrder(hub)
    await queueIsEmpty(till)
    await till.put('/api/hub/options', { ownOrderSending: 'never' })
    await till.delete(`/api/orders/${number}`)
    await until(() => expect(hub.order(id).status).toBe('cancelled'))
  })

  test('with «Envoyer les factures» its facture updates it instead of adding an order (kezia R-E4)', async () => {
    const { hub, till } = await started()
    await till.put('/api/hub/options', { isInvoicesAutomatic: true })
    const { number } = await createOrder(till)
    const { id } = await onlyOrder(hub)
    await queueIsEmpty(till)
    const payments = [{ modeId: 3, cents: 2400 }]
    await till.post(`/api/orders/${number}/invoice`, { draftId: 'd', sellerId: 1, payments, dueCents: 2400 })
    await until(() => expect(hub.order(id).status).toBe('completed'))
    await queueIsEmpty(till)
    expect(hub.orders.size).toBe(1)
  })
})

describe('options, tariffs and menus (kezia §4.5)', () => {
  const lunch = [orderLine(1, '12,00'), orderLine(15, '5,50'), orderLine(11, '2,80')]
  const sent = async (hub: Awaited<ReturnType<typeof startStubHub>>) => {
    await onlyOrder(hub)
    return JSON.parse(
      hub.received.find(({ method, path }) => method === 'POST' && /orders$/.test(path))!.body,
    )
  }

  test('an option is under its item, a tariff is in its ref, a menu is a deal', async () => {
    const { hub, till } = await started()
    await changeArticle(till, 2, {
      tariffs: [
        { idtar: null, title: 'Normale', price: '13,50' },
        { idtar: null, title: 'Grande', price: '9,00' },
      ],
    })
    const { id } = await groupOf(till, 1)
    await createOrder(till, {
      lines: [
        ...lunch,
        orderLine(1, '12,00', {
          quantity: '2',
          discount: '10',
          options: [{ groupId: id, idart: 6, quantity: 1, unitCents: 50 }],
        }),
        orderLine(2, '9,00', { idtar: 2 }),
      ],
    })
    const { items, deals, payments } = await sent(hub)
    expect(items.slice(3)).toMatchObject([
      {
        product_name: 'MARGHERITA',
        quantity: '2',
        price: '10.80 EUR',
        options: [{ name: 'TOMATES', ref: '6', price: '0.45 EUR', quantity: 1 }],
      },
      { product_name: 'REGINA', sku_name: 'Grande', sku_ref: '2|2', price: '9.00 EUR' },
    ])
    const [[key, deal]] = Object.entries(deals) as [[string, object]]
    expect(deal).toMatchObject({ name: 'DEJEUNER', ref: '17' })
    const inDeal = items.filter(({ deal_line }: { deal_line?: object }) => deal_line)
    expect(inDeal).toHaveLength(3)
    expect(inDeal).toMatchObject(inDeal.map(() => ({ deal_line: { deal_key: key } })))
    // 2 × (10,80 + 0,45) + 9,00 + 16,50
    expect(payments).toMatchObject([{ amount: '48.00 EUR' }])
  })

  test('when an article of a menu changes, the whole deal leaves and comes again', async () => {
    const { hub, till } = await started()
    const order = await createOrder(till, { lines: [...lunch, orderLine(2, '13,50')] })
    const { id } = await onlyOrder(hub)
    await queueIsEmpty(till)
    const [pizza, dessert, , regina] = formOf(order).lines
    await changeOrder(till, order, { lines: [pizza!, dessert!, orderLine(12, '2,80'), regina!] })
    await until(() => expect(hub.patches(id)).toHaveLength(1))
    const items = live(hub.order(id).items)
    expect(items).toHaveLength(4)
    const keys = new Set(items.map(({ deal_line }) => deal_line?.deal_key))
    // One key for the deal, and undefined for the item outside it.
    expect(keys.size).toBe(2)
    expect(hub.order(id).deals[[...keys].find((key) => key !== undefined)!]).toMatchObject({
      name: 'DEJEUNER',
    })
  })

  test('an article that completes a menu takes the others into it', async () => {
    const { hub, till } = await started()
    const order = await createOrder(till, { lines: lunch.slice(0, 2) })
    const { id } = await onlyOrder(hub)
    await queueIsEmpty(till)
    await changeOrder(till, order, { lines: [...formOf(order).lines, lunch[2]!] })
    await until(() => expect(hub.patches(id)).toHaveLength(1))
    const items = live(hub.order(id).items)
    expect(items.map(({ deal_line }) => deal_line?.deal_key)).toEqual(['0', '0', '0'])
    expect(live(hub.order(id).payments)).toMatchObject([{ amount: '16.50 EUR' }])
  })

  test('«Envoyer en prépa.» is `in_preparation` (kezia R-A5)', async () => {
    const { hub, till } = await started()
    const { number } = await createOrder(till)
    const { id } = await onlyOrder(hub)
    await queueIsEmpty(till)
    await till.post(`/api/orders/${number}/prepare`, {})
    await until(() => expect(hub.patches(id)).toEqual([{ status: 'in_preparation' }]))
  })
})

describe('a hub that is away (kezia R-A8, D37)', () => {
  test('what was done meanwhile arrives once, as it is in the end', async () => {
    const { hub, till, clock } = await started()
    await hub.stop()
    const order = await createOrder(till)
    await changeOrder(till, order, { lines: [orderLine(2, '13,50')] })
    await till.delete(`/api/orders/${(await createOrder(till)).number}`)
    await hub.start()
    await until(async () => {
      clock.jump({ seconds: 6 })
      expect((await till.maintenance()).queue).toEqual([])
    })
    const sent = await onlyOrder(hub)
    expect(live(sent.items)).toMatchObject([{ product_name: 'REGINA', price: '13.50 EUR' }])
  })

  test('a post whose answer was lost makes one order, and no web order here', async () => {
    const { hub, till, clock } = await started()
    hub.misbehave(/POST .*\/orders$/, 'cut after')
    const { number } = await createOrder(till)
    await until(async () => {
      clock.jump({ seconds: 6 })
      const { id } = await onlyOrder(hub)
      expect(await rows(till)).toMatchObject([{ number, code: id.toUpperCase() }])
    })
    expect(await till.orders()).toEqual([])
  })
})

describe('«Envoi Commandes sur HubRise» (kezia R-E3)', () => {
  async function send(till: HubTill, idcde: string): Promise<Transfer> {
    expect(await till.post('/api/hub/transfers/orders', { idcde })).toMatchObject({ status: 200 })
    return until(async () => {
      const { body } = await till.get<Transfer>('/api/hub/transfers')
      expect(body.state).toBe('done')
      return body
    })
  }

  test('a known number is posted, an order already linked is updated, whatever the settings', async () => {
    const { hub, till } = await started('never')
    const order = await createOrder(till)
    expect(await send(till, String(order.number))).toMatchObject({ sent: 1, errors: [] })
    const { id } = await onlyOrder(hub)
    await changeOrder(till, order, { nota: 'Vite' })
    expect(await send(till, String(order.number))).toMatchObject({ sent: 1, errors: [] })
    expect(hub.order(id).seller_notes).toBe('Vite')
    expect(hub.orders.size).toBe(1)
  })

  test.each(['999', 'abc', '0'])('%s is «Commande introuvable»', async (idcde) => {
    const { till } = await started()
    expect(await till.post('/api/hub/transfers/orders', { idcde })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'idcde', message: 'Commande introuvable' }] },
    })
  })

  test('a connection that is blocked meanwhile says so, and the commande waits in the queue', async () => {
    const { hub, till } = await started('never')
    const { number } = await createOrder(till)
    hub.refusal = 'The connection has been blocked'
    expect((await send(till, String(number))).errors).toEqual(['Connexion bloquée'])
    expect((await till.maintenance()).queue).toMatchObject([{ kind: 'own-order', isStopped: false }])
  })

  test('a hub that refuses says why, and the commande waits in the queue', async () => {
    const { hub, till } = await started('never')
    const { number } = await createOrder(till)
    hub.misbehave(/POST .*\/orders$/, { status: 500 })
    expect((await send(till, String(number))).errors).toHaveLength(1)
    expect((await till.maintenance()).queue).toMatchObject([{ kind: 'own-order' }])
  })
})
