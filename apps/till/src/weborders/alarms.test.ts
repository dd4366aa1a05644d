// What the source does to a validated order: the sellers' alarm (counter T55, T56).
import { describe, expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { buildOrder, guest, type OrderFields } from '../connector/testing/stub-order.ts'
import { onlyOrder, startConnectedTill, until } from '../connector/testing/till.ts'
import type { ArticleStock } from '../stock/wire.ts'
import type { TechnicalEventPage } from '../technical-events/wire.ts'
import { changeArticle } from '../testing/change-article.ts'
import { manageStock } from '../testing/manage-stock.ts'
import type { WebOrderNotice } from './wire.ts'

const pizza = { id: 'p', quantity: '2.0' }
const cola = { id: 'c', sku_ref: '11', product_name: 'Cola', price: '2.80 EUR' }
const dessert = { id: 'd', sku_ref: 'NOPE', product_name: 'Panna cotta', price: '5.00 EUR' }

/** A till with one validated order, and the means to change it. */
async function tillWithValidated(fields: OrderFields = {}) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const { id } = hub.place({ items: [pizza, cola], ...fields })
  const { number } = await onlyOrder(till)
  await until(() => expect(hub.order(id).status).toBe('received'))
  await till.accept(number)
  await until(() => expect(hub.order(id).status).toBe('accepted'))
  const notices = async () => (await till.get<WebOrderNotice[]>('/api/web-orders/notices')).body
  return {
    hub,
    till,
    id,
    number,
    notices,
    /** Sends other content, as the source would; the total follows. */
    change(next: OrderFields) {
      const built = buildOrder(id, { items: [pizza, cola], ...fields, ...next }, '2031-01-01T12:00:00Z')
      const keys = [...Object.keys(next), 'total'] as (keyof typeof built)[]
      hub.change(id, Object.fromEntries(keys.map((key) => [key, built[key]])))
    },
    changes: async () => (await notices())[0]?.changes.map(({ sign, text }) => `${sign} ${text}`),
    seen: () => till.delete(`/api/web-orders/${number}/notice`),
    events: async (kind: string) =>
      (await till.get<TechnicalEventPage>(`/api/technical-events?kind=${kind}`)).body.events.map(
        ({ what }) => what,
      ),
  }
}

describe('content changed by its source after «Valider commande» (counter T55)', () => {
  test('dishes, options, notes, charges and total are told as +, − and → until «Vu» (T55)', async () => {
    const { till, change, changes, notices, seen, number } = await tillWithValidated()
    expect(await notices()).toEqual([])
    change({
      items: [{ ...pizza, quantity: '3.0', customer_notes: 'Bien cuite' }, dessert],
      charges: [{ price: '2.00 EUR' }],
      customer_notes: 'Sonner',
    })
    await until(async () =>
      expect(await changes()).toEqual([
        '→ 2 → 3 MARGHERITA : (rien) → Bien cuite',
        '+ 1 Panna cotta',
        '+ FRAIS DE PORT TTC',
        '− 1 COLA 33 CL',
        '→ Total : 26,80\u00a0€ → 43,00\u00a0€',
        '+ Note : Sonner',
      ]),
    )
    expect(await notices()).toMatchObject([{ number, kind: 'changed', repeats: true }])
    expect((await till.orders())[0]).toMatchObject({
      alarm: 'changed',
      changes: [{ sign: '→' }, {}, {}, {}, {}, {}],
    })
    expect((await till.get<{ rows: object[] }>('/api/web-orders/open')).body.rows).toMatchObject([
      { alarm: 'changed' },
    ])
    expect((await seen()).status).toBe(204)
    expect(await notices()).toEqual([])
    expect((await till.orders())[0]).toMatchObject({ alarm: null, changes: [] })
  })

  test('three changes before «Vu» show as one difference; what leads back is none (T55)', async () => {
    const { change, changes, notices } = await tillWithValidated()
    change({ items: [pizza, cola, dessert] })
    await until(async () => expect(await changes()).toHaveLength(2))
    change({ items: [{ ...pizza, quantity: '1.0' }, cola, dessert] })
    await until(async () =>
      expect(await changes()).toEqual([
        '→ 2 → 1 MARGHERITA',
        '+ 1 Panna cotta',
        '→ Total : 26,80\u00a0€ → 19,80\u00a0€',
      ]),
    )
    change({ items: [pizza, cola, dessert] })
    await until(async () =>
      expect(await changes()).toEqual(['+ 1 Panna cotta', '→ Total : 26,80\u00a0€ → 31,80\u00a0€']),
    )
    change({ items: [pizza, cola] })
    await until(async () => expect(await notices()).toEqual([]))
  })

  test('the customer’s new hour and address are told; a status, a payment or a comment is not (T55)', async () => {
    const { hub, id, till, change, changes, notices, number } = await tillWithValidated({
      expected_time: '2031-05-01T20:30:00+02:00',
    })
    change({ expected_time: '2031-05-01T21:00:00+02:00', customer: { ...guest, address_1: '8 rue de Gand' } })
    await until(async () =>
      expect(await changes()).toEqual([
        '→ Attendu pour : 01/05/2031 20:30 → 01/05/2031 21:00',
        '→ Client : +33612345678 → +33612345678, 8 rue de Gand',
      ]),
    )
    expect(await till.details(number)).toMatchObject({
      dueAt: '2031-05-01T19:00:00Z',
      promisedAt: '2031-05-01T19:00:00Z',
    })
    await till.delete(`/api/web-orders/${number}/notice`)
    hub.change(id, { status: 'in_preparation', seller_notes: 'Client fidèle' })
    await until(async () => expect(await till.details(number)).toMatchObject({ memo: 'Client fidèle' }))
    expect(await notices()).toEqual([])
  })

  test('an article renamed here since is no change (T38)', async () => {
    const { hub, id, till, number, notices } = await tillWithValidated()
    await changeArticle(till, 1, { definition: 'MARGHERITA MAISON' })
    hub.change(id, { seller_notes: 'Appeler' })
    await until(async () =>
      expect((await till.details(number)).lines[0]).toMatchObject({ name: 'MARGHERITA MAISON' }),
    )
    expect(await notices()).toEqual([])
  })

  test('stock is reserved anew, and the journal tells what changed and who has seen it (T55, T78)', async () => {
    const { till, change, changes, seen, events, id } = await tillWithValidated()
    await manageStock(till, 1)
    change({ items: [{ ...pizza, quantity: '5.0' }, cola], customer: { ...guest, phone: '+33699999999' } })
    await until(async () => expect(await changes()).toHaveLength(3))
    expect((await till.get<ArticleStock>('/api/articles/1/stock')).body).toMatchObject({
      reservedMilli: 5000,
    })
    await seen()
    await seen()
    expect(await events('order_changed')).toEqual([
      `Commande MABO-${id} modifiée : 2 → 5 MARGHERITA ; Total : 26,80\u00a0€ → 62,80\u00a0€ ; → coordonnées du client`,
    ])
    expect(await events('order_seen')).toEqual([`Commande MABO-${id} : modification vue`])
  })

  test('a customer who is blanked is blanked in what waits to be seen (R-O5)', async () => {
    const { hub, id, till, change, changes, notices } = await tillWithValidated()
    change({ items: [pizza, cola, dessert], customer: { ...guest, address_1: '8 rue de Gand' } })
    await until(async () => expect(await changes()).toHaveLength(3))
    hub.change(id, { customer: { ...guest, anonymised: true, first_name: null, phone: null } })
    await until(async () => expect(await changes()).toHaveLength(2))
    expect(JSON.stringify([await notices(), await till.orders()])).not.toMatch(/Gand|33612345678/)
  })

  test('already invoiced: «Nota» as before, with the same alarm, once (R-O5, T55)', async () => {
    const { hub, id, till, number, change, changes, notices, seen } = await tillWithValidated({
      payments: [{ amount: '26.80 EUR' }],
    })
    const paid = await till.post(`/api/web-orders/${number}/invoice`, {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      dueCents: 0,
      payments: [],
    })
    expect(paid.status).toBeLessThan(300)
    change({ items: [pizza, cola, dessert] })
    await until(async () =>
      expect(await changes()).toEqual(['+ 1 Panna cotta', '→ Total : 26,80\u00a0€ → 31,80\u00a0€']),
    )
    const { nota, totalCents } = await till.details(number)
    expect(nota).toContain('-- Changé après la facture, non appliqué --')
    expect(totalCents).toBe(2680)
    await seen()
    hub.change(id, { seller_notes: 'Appeler' })
    await until(async () => expect(await till.details(number)).toMatchObject({ memo: 'Appeler' }))
    expect(await notices()).toEqual([])
  })

  test('an order that waits is read as it is when it is validated: no alarm (T55)', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const { id } = hub.place()
    const { number } = await onlyOrder(till)
    await until(() => expect(hub.order(id).status).toBe('received'))
    hub.change(id, { customer_notes: 'Sonner' })
    await until(async () => expect(await till.details(number)).toMatchObject({ customerNotes: 'Sonner' }))
    expect((await till.get('/api/web-orders/notices')).body).toEqual([])
  })
})

describe('cancelled by its source after «Valider commande» (counter T56)', () => {
  test('it takes the place of what changed, says what was paid, and ends by «Vu» (T56)', async () => {
    const { hub, id, number, change, changes, notices, seen, events, till } = await tillWithValidated({
      payments: [{ amount: '26.80 EUR' }],
    })
    change({ items: [pizza, cola, dessert] })
    await until(async () => expect(await changes()).toHaveLength(2))
    hub.change(id, { status: 'cancelled' })
    await until(async () =>
      expect(await notices()).toMatchObject([
        { number, kind: 'cancelled', repeats: true, changes: [], paidCents: 2680, saleNumber: null },
      ]),
    )
    expect((await till.orders())[0]).toMatchObject({ alarm: 'cancelled', status: 'cancelled' })
    await seen()
    expect(await notices()).toEqual([])
    expect(await events('order_cancelled')).toEqual([`Commande MABO-${id} annulée par sa source`])
    expect(await events('order_seen')).toEqual([`Commande MABO-${id} : annulation vue`])
  })

  test('whoever calls it off here needs no alarm (R-A5)', async () => {
    const { till, number, change, changes, notices } = await tillWithValidated()
    change({ items: [pizza, cola, dessert] })
    await until(async () => expect(await changes()).toHaveLength(2))
    expect((await till.post(`/api/web-orders/${number}/cancel`, {})).status).toBe(204)
    expect(await notices()).toEqual([])
  })
})
