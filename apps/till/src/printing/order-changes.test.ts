// Kitchen tickets of a web order that changes, moves or is cancelled (counter T37, T38, T41, T42).
import { describe, expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { buildOrder, type OrderFields } from '../connector/testing/stub-order.ts'
import { onlyOrder, startConnectedTill, until } from '../connector/testing/till.ts'
import { changeArticle } from '../testing/change-article.ts'
import type { TestTill } from '../testing/start.ts'
import type { WebOrderSettings } from '../web-order-settings/wire.ts'
import type { WebOrderNotice } from '../weborders/wire.ts'
import { addPrinter, idle, impatient, jobsOf, plugPrinter, printed } from './testing/till.ts'

const olives = {
  option_list_name: 'Suppléments',
  name: 'Olives',
  ref: null,
  price: '0.80 EUR',
  quantity: 1,
  removed: false,
  points_earned: null,
  points_used: null,
}
const pizza = { id: 'p', quantity: '2.0', options: [olives] }
const cola = { id: 'c', sku_ref: '11', product_name: 'Cola', price: '2.80 EUR' }
const dessert = { id: 'd', sku_ref: 'NOPE', product_name: 'Panna cotta', price: '5.00 EUR' }
const base: OrderFields = {
  status: 'received',
  service_type: 'delivery',
  expected_time: '2031-05-01T20:30:00+02:00',
  items: [pizza, cola],
}

async function setPreparationPrinted(till: TestTill, isPreparationPrinted: boolean) {
  const { body } = await till.get<WebOrderSettings>('/api/web-order-settings')
  await till.put('/api/web-order-settings', { ...body, isPreparationPrinted })
}

/** Two kitchen stations with their printers, FOUR and BAR, and an order that waits for validation. */
async function kitchen(fields: OrderFields = {}) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub, impatient)
  const [oven, bar] = [await plugPrinter(), await plugPrinter()]
  await addPrinter(till, oven, { name: 'Four', printsOtherPreparations: true })
  await addPrinter(till, bar, { name: 'Bar', preparations: 'BAR' })
  await changeArticle(till, 1, { preparationTicket: 'FOUR' })
  await changeArticle(till, 11, { isPrepared: true, preparationTicket: 'BAR' })
  await setPreparationPrinted(till, true)
  const order = { ...base, ...fields }
  const { id } = hub.place(order)
  const { number } = await onlyOrder(till)
  const act = (action: string, body: object = {}) => till.post(`/api/web-orders/${number}/${action}`, body)
  return {
    hub,
    till,
    oven,
    bar,
    id,
    number,
    act,
    accept: async () => {
      await act('accept', { sellerId: 1 })
      await until(() => expect(hub.order(id).status).toBe('accepted'))
    },
    /** Sends other content, as the source would, and waits until the till shows the change. */
    async change(next: OrderFields) {
      const built = buildOrder(id, { ...order, ...next }, '2031-01-01T12:00:00Z')
      const keys = [...Object.keys(next), 'total'] as (keyof typeof built)[]
      const before = JSON.stringify((await till.details(number)).changes)
      hub.change(id, Object.fromEntries(keys.map((key) => [key, built[key]])))
      await until(async () => expect(JSON.stringify((await till.details(number)).changes)).not.toBe(before))
    },
  }
}

/** The lines of a ticket between its head and its foot. */
const body = (ticket: string | undefined) =>
  (ticket ?? '')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .split(/\n-+\n/)[1]
    ?.split('\n')

describe('content (counter T37, T38, T55)', () => {
  test('«MODIFIÉ» has the differences only, and goes to the stations concerned', async () => {
    const { till, oven, bar, accept, change } = await kitchen()
    await accept()
    await printed(oven, 1)
    await printed(bar, 1)
    await change({
      items: [{ ...pizza, quantity: '3.0', options: [], customer_notes: 'Bien cuite' }, cola, dessert],
    })
    const [, other] = await printed(oven, 3)
    const tickets = oven.tickets.slice(1)
    await idle(till)
    expect(bar.tickets).toHaveLength(1)
    const pizzas = tickets.find((ticket) => ticket.includes('PREPARATION FOUR'))
    expect(body(pizzas)).toEqual(['2 -> 3 MARGHERITA', '- Olives', '> (rien) -> Bien cuite'])
    expect(pizzas).toMatch(/^ *MODIFIÉ$/m)
    expect(pizzas).toContain('MABO-')
    expect(pizzas).not.toMatch(/\d,\d\d|€|DUPLICATA/)
    // A station without an earlier ticket gets an ordinary one.
    const desserts = tickets.find((ticket) => ticket !== pizzas)
    expect(body(desserts)).toEqual(['1 x Panna cotta'])
    expect(desserts).not.toContain('MODIFIÉ')
    expect(other).toBeDefined()
    const heads = oven.lines.flat().filter(({ isInverse }) => isInverse)
    expect(heads).toEqual([{ text: expect.stringContaining('MODIFIÉ'), scale: 2, isInverse: true }])

    await change({ items: [cola, dessert] })
    const last = (await printed(oven, 4)).at(-1)
    expect(body(last)).toEqual(['- 3 MARGHERITA', '> Bien cuite'])
    await change({ items: [cola, dessert], customer_notes: 'Arachides : non' })
    // Printed at each station that still has something to prepare, which FOUR has not.
    await printed(oven, 5)
    await idle(till)
    expect(oven.tickets).toHaveLength(5)
    expect(body((await printed(bar, 2)).at(-1))).toEqual(['Note : (rien) -> Arachides : non'])
  })

  test('items without their ids are paired by equal content (T38)', async () => {
    const { oven, bar, accept, change, till } = await kitchen()
    await accept()
    await printed(oven, 1)
    await printed(bar, 1)
    await change({
      items: [
        { ...cola, id: 'x1' },
        { ...pizza, id: 'x2' },
        { ...pizza, id: 'x3', quantity: '1.0' },
      ],
    })
    expect(body((await printed(oven, 2)).at(-1))).toEqual(['+ 1 MARGHERITA', 'Olives'])
    await idle(till)
    expect(bar.tickets).toHaveLength(1)
  })

  test('what waits for its printer says the new content, and nothing is printed twice', async () => {
    const { oven, bar, accept, change, till } = await kitchen()
    oven.paper = 'out'
    await accept()
    await printed(bar, 1)
    await change({ items: [{ ...pizza, quantity: '1.0' }, cola] })
    expect(await jobsOf(till)).toHaveLength(1)
    oven.paper = 'full'
    const [first] = await printed(oven, 1)
    expect(body(first)).toEqual(['1 x MARGHERITA', '1 x Olives'])
    expect(first).not.toContain('MODIFIÉ')

    // Two changes while the paper is out make one ticket; a change back to what was printed makes none.
    oven.paper = 'out'
    await change({ items: [{ ...pizza, quantity: '2.0' }, cola] })
    await change({ items: [{ ...pizza, quantity: '4.0' }, cola] })
    expect(await jobsOf(till)).toHaveLength(1)
    oven.paper = 'full'
    expect(body((await printed(oven, 2)).at(-1))).toEqual(['1 -> 4 MARGHERITA'])
    oven.paper = 'out'
    await change({ items: [{ ...pizza, quantity: '5.0' }, cola] })
    await change({ items: [{ ...pizza, quantity: '4.0' }, cola] })
    oven.paper = 'full'
    await idle(till)
    expect(oven.tickets).toHaveLength(2)
  })

  test('a job that changes while its printer is asked how it is comes out as it is then', async () => {
    const { oven, accept, change, till, bar } = await kitchen()
    // The attempt begins and gets no answer: no byte of the document was sent.
    oven.isMute = true
    await accept()
    await printed(bar, 1)
    await change({ items: [{ ...pizza, quantity: '1.0' }, cola] })
    oven.isMute = false
    const [first] = await printed(oven, 1)
    expect(body(first)).toEqual(['1 x MARGHERITA', '1 x Olives'])
    await idle(till)
    expect(oven.tickets).toHaveLength(1)
  })

  test('«Imprimer les tickets prepa commandes» off: no paper, still the alarm (T35)', async () => {
    const { oven, bar, accept, change, till, hub, id } = await kitchen()
    await accept()
    await printed(oven, 1)
    await printed(bar, 1)
    await setPreparationPrinted(till, false)
    await change({ items: [cola] })
    hub.change(id, { status: 'cancelled' })
    await until(async () =>
      expect((await till.get<WebOrderNotice[]>('/api/web-orders/notices')).body).toMatchObject([
        { kind: 'cancelled' },
      ]),
    )
    await idle(till)
    expect([...oven.tickets, ...bar.tickets]).toHaveLength(2)
  })
})

test('told by the browser, or before this version: the next change is compared with what the order was (T38)', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub, impatient)
  await changeArticle(till, 1, { preparationTicket: 'FOUR' })
  await changeArticle(till, 11, { isPrepared: true, preparationTicket: 'BAR' })
  const { id } = hub.place(base)
  const { number } = await onlyOrder(till)
  await setPreparationPrinted(till, true)
  await till.accept(number)
  await until(() => expect(hub.order(id).status).toBe('accepted'))
  const [oven, bar] = [await plugPrinter(), await plugPrinter()]
  await addPrinter(till, oven, { name: 'Four', printsOtherPreparations: true })
  await addPrinter(till, bar, { name: 'Bar', preparations: 'BAR' })
  const change = (quantity: string) =>
    hub.change(id, { items: buildOrder(id, { items: [{ ...pizza, quantity }, cola] }, '').items })
  change('3.0')
  expect(body((await printed(oven, 1))[0])).toEqual(['2 -> 3 MARGHERITA'])
  change('4.0')
  expect(body((await printed(oven, 2))[1])).toEqual(['3 -> 4 MARGHERITA'])
  await idle(till)
  expect(bar.tickets).toEqual([])
})

describe('time (counter T41, T55)', () => {
  test('«Retard» tells each station that got it, and every paper printed afterwards', async () => {
    const { oven, bar, accept, act, till } = await kitchen()
    const counter = await plugPrinter()
    await addPrinter(till, counter, { name: 'Caisse', printsTickets: true })
    await accept()
    await printed(oven, 1)
    await act('delay', { minutes: 10 })
    const [, late] = await printed(oven, 2)
    expect(late).toContain('RETARD 01/05/2031 20:30 -> 01/05/2031 20:40')
    expect(late).toContain('Promis pour 01/05/2031 20:40')
    expect(late).not.toContain('MODIFIÉ')
    expect((await printed(bar, 2))[1]).toContain('RETARD')
    await act('delay', { confirmedAt: '2031-05-01T20:20:00+02:00' })
    expect((await printed(oven, 3))[2]).toContain('AVANCÉ 01/05/2031 20:40 -> 01/05/2031 20:20')
    await act('ticket')
    const [bag] = await printed(counter, 1)
    expect(bag).toContain('Promis pour 01/05/2031 20:20')
    expect(bag).not.toContain('20:30')
  })

  test('moved by its source, or by another till; once it is ready, no cook is concerned', async () => {
    const { oven, accept, change, hub, id, till, number, act } = await kitchen()
    await accept()
    await printed(oven, 1)
    await change({ expected_time: '2031-05-01T19:45:00+02:00' })
    expect((await printed(oven, 2))[1]).toContain('AVANCÉ 01/05/2031 20:30 -> 01/05/2031 19:45')
    hub.change(id, { confirmed_time: '2031-05-01T20:00:00+02:00' })
    expect((await printed(oven, 3))[2]).toContain('RETARD 01/05/2031 19:45 -> 01/05/2031 20:00')
    expect(await till.details(number)).toMatchObject({ promisedAt: '2031-05-01T18:00:00Z' })
    await act('ready')
    await until(() => expect(hub.order(id).status).toBe('awaiting_shipment'))
    hub.change(id, { confirmed_time: '2031-05-01T20:15:00+02:00' })
    await until(async () =>
      expect(await till.details(number)).toMatchObject({ promisedAt: '2031-05-01T18:15:00Z' }),
    )
    await idle(till)
    expect(oven.tickets).toHaveLength(3)
  })
})

describe('called off (counter T42, T56)', () => {
  test('«ANNULÉ» once at each station that got it, with what it was told last', async () => {
    const { oven, bar, accept, change, hub, id, till } = await kitchen()
    await accept()
    await printed(oven, 1)
    await change({ items: [{ ...pizza, quantity: '3.0' }, cola] })
    await printed(oven, 2)
    hub.change(id, { status: 'cancelled' })
    const [, , cancelled] = await printed(oven, 3)
    expect(cancelled).toMatch(/^ *ANNULÉ$/m)
    expect(body(cancelled)).toEqual(['- 3 MARGHERITA'])
    expect(body((await printed(bar, 2))[1])).toEqual(['- 1 COLA 33 CL'])
    hub.change(id, { seller_notes: 'Trop tard' })
    await until(async () => expect((await till.orders())[0]).toMatchObject({ memo: 'Trop tard' }))
    await idle(till)
    expect([oven.tickets.length, bar.tickets.length]).toEqual([3, 2])
  })

  test('before anything was printed, the ticket is withdrawn: no paper (T42)', async () => {
    const { oven, bar, accept, hub, id, till } = await kitchen()
    oven.paper = 'out'
    await accept()
    await printed(bar, 1)
    hub.change(id, { status: 'cancelled' })
    expect((await printed(bar, 2))[1]).toContain('ANNULÉ')
    expect(await jobsOf(till)).toEqual([])
    oven.paper = 'full'
    await idle(till)
    expect(oven.tickets).toEqual([])
  })

  test('by «Solder» too; and not once it is ready (T42)', async () => {
    const { oven, accept, act, till } = await kitchen()
    await accept()
    await printed(oven, 1)
    await act('cancel')
    expect((await printed(oven, 2))[1]).toContain('ANNULÉ')

    const ready = await kitchen()
    await ready.accept()
    await printed(ready.oven, 1)
    await ready.act('ready')
    await ready.act('cancel')
    await idle(till)
    await idle(ready.till)
    expect(ready.oven.tickets).toHaveLength(1)
  })

  test('never printed, or validated without paper: nothing is told (T42)', async () => {
    const { oven, bar, change, hub, id, till, number } = await kitchen()
    await till.post(`/api/web-orders/${number}/save`, { sellerId: 1 })
    await until(() => expect(hub.order(id).status).toBe('accepted'))
    await change({ items: [cola, dessert] })
    hub.change(id, { status: 'cancelled' })
    await until(async () => expect((await till.orders())[0]).toMatchObject({ status: 'cancelled' }))
    await idle(till)
    expect([...oven.tickets, ...bar.tickets]).toEqual([])
  })
})
