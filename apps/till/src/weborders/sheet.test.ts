import { expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import type { OrderFields } from '../connector/testing/stub-order.ts'
import { onlyOrder, startConnectedTill, until } from '../connector/testing/till.ts'

async function tillWith(fields: OrderFields) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const { id } = hub.place(fields)
  const { number } = await onlyOrder(till)
  await until(() => expect(hub.order(id).status).not.toBe('new'))
  const post = (action: string, body: object) =>
    till.post<Record<string, unknown>>(`/api/web-orders/${number}/${action}`, body)
  return { hub, till, id, number, post, details: () => till.details(number) }
}

test('«OK» of a waiting order is «Valider commande»: the same call to the hub (kezia R-A5)', async () => {
  const fields = { expected_time: '2031-05-01T20:30:00+02:00' }
  const sheet = await tillWith(fields)
  expect((await sheet.post('save', { sellerId: 1 })).body).toEqual({ outcome: 'accepted' })
  await until(() => expect(sheet.hub.order(sheet.id).status).toBe('accepted'))
  const list = await tillWith(fields)
  await list.till.accept(list.number)
  await until(() => expect(list.hub.order(list.id).status).toBe('accepted'))
  expect(sheet.hub.patches(sheet.id).at(-1)).toEqual(list.hub.patches(list.id).at(-1))
})

test('«OK» of a validated order changes its seller and tells the hub nothing', async () => {
  const { post, details, hub, id } = await tillWith({ status: 'accepted' })
  expect((await post('save', { sellerId: 1 })).body).toEqual({ outcome: 'updated' })
  expect(await details()).toMatchObject({ status: 'accepted', sellerName: expect.any(String) })
  expect(hub.patches(id)).toEqual([])
})

test('an unknown line stops «OK» until an article replaces it, at the price of the hub (kezia R-K2, D38)', async () => {
  const { post, details, hub, id } = await tillWith({
    items: [{}, { sku_ref: 'NOPE', product_name: 'Pizza du web', price: '9.30 EUR' }],
  })
  expect((await post('save', { sellerId: 1 })).body).toEqual({ outcome: 'unknown' })
  expect(await details()).toMatchObject({ status: 'pending', sellerName: expect.any(String) })
  expect(hub.order(id).status).toBe('received')

  const unknown = { code: 'WEB_2_NOPE', name: 'Pizza du web' }
  expect((await post('replace', { ...unknown, idart: 999 })).body).toMatchObject({
    errors: [{ field: 'idart', message: 'Aucun article 999.' }],
  })
  expect((await post('replace', { ...unknown, idart: 2 })).status).toBe(204)
  expect((await post('replace', { ...unknown, idart: 3 })).status).toBe(422)
  expect((await details()).lines[1]).toMatchObject({
    name: 'REGINA',
    articleId: 2,
    known: true,
    unitCents: 930,
  })

  // Read again from the hub, the order keeps what was chosen here.
  hub.change(id, { customer_notes: 'Sonner' })
  await until(async () => expect(await details()).toMatchObject({ customerNotes: 'Sonner' }))
  expect((await details()).lines[1]).toMatchObject({ name: 'REGINA' })
  expect((await post('save', { sellerId: 1 })).body).toEqual({ outcome: 'accepted' })
  await until(() => expect(hub.order(id).status).toBe('accepted'))
})

test('from W-8 an order with an unknown article is validated all the same (kezia R-K2)', async () => {
  const { till, number, hub, id } = await tillWith({ items: [{ sku_ref: 'NOPE' }] })
  expect(await till.accept(number)).toBe(204)
  await until(() => expect(hub.order(id).status).toBe('accepted'))
})

test('«Solder» sends `cancelled`, and the order leaves «Cdes en cours» (kezia R-A5)', async () => {
  const { post, till, hub, id } = await tillWith({ status: 'accepted' })
  expect((await till.get('/api/web-orders/open')).body).toHaveLength(1)
  expect((await post('cancel', {})).status).toBe(204)
  expect((await till.get('/api/web-orders/open')).body).toEqual([])
  await until(() => expect(hub.order(id).status).toBe('cancelled'))
  expect((await post('cancel', {})).status).toBe(422)
  expect((await post('save', { sellerId: 1 })).status).toBe(422)
})

test('«Envoyer en prépa.» sends `in_preparation`', async () => {
  const { post, hub, id } = await tillWith({ status: 'accepted' })
  await post('prepare', {})
  await until(() => expect(hub.order(id).status).toBe('in_preparation'))
})

test('without a seller «OK» is refused beside its field', async () => {
  const { post } = await tillWith({})
  expect(await post('save', {})).toMatchObject({ status: 422, body: { errors: [{ field: 'sellerId' }] } })
})
