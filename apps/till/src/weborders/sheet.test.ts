import { describe, expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import type { OrderFields } from '../connector/testing/stub-order.ts'
import { onlyOrder, startConnectedTill, until } from '../connector/testing/till.ts'
import type { Sale } from '../sales/wire.ts'
import type { WebOrderSettings } from '../web-order-settings/wire.ts'
import type { LineEdit } from './wire.ts'

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
  const { hub, till, id, number, post } = await tillWith(fields)
  expect((await post('save', { sellerId: 1 })).body).toEqual({ outcome: 'accepted' })
  await until(() => expect(hub.order(id).status).toBe('accepted'))
  const other = hub.place(fields)
  await until(async () => expect(await till.orders()).toHaveLength(2))
  await until(() => expect(hub.order(other.id).status).toBe('received'))
  const listed = (await till.orders()).find((row) => row.number !== number)!
  await till.accept(listed.number)
  await until(() => expect(hub.order(other.id).status).toBe('accepted'))
  expect(hub.patches(id).at(-1)).toEqual(hub.patches(other.id).at(-1))
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

  // Read again from the hub, the order keeps the article chosen here.
  hub.change(id, { customer_notes: 'Sonner' })
  await until(async () => expect(await details()).toMatchObject({ customerNotes: 'Sonner' }))
  expect((await details()).lines[1]).toMatchObject({ name: 'REGINA' })
  expect((await post('save', { sellerId: 1 })).body).toEqual({ outcome: 'accepted' })
  await until(() => expect(hub.order(id).status).toBe('accepted'))
})

test('what replaced an unknown line stays when a line above it leaves (kezia R-K2, R-O5)', async () => {
  const { post, details, hub, id } = await tillWith({ items: [{}, { sku_ref: 'NOPE', product_name: 'Web' }] })
  await post('replace', { code: 'WEB_2_NOPE', name: 'Web', idart: 2 })
  expect((await details()).lines[1]).toMatchObject({ name: 'REGINA' })
  const [first, second] = hub.order(id).items
  hub.change(id, { items: [{ ...first!, deleted: true }, second!] })
  await until(async () => expect((await details()).lines).toHaveLength(1))
  expect(await details()).toMatchObject({ unknownArticles: 0, lines: [{ name: 'REGINA', articleId: 2 }] })
})

test('from W-8 an order with an unknown article is validated all the same (kezia R-K2)', async () => {
  const { till, number, hub, id } = await tillWith({ items: [{ sku_ref: 'NOPE' }] })
  expect(await till.accept(number)).toBe(204)
  await until(() => expect(hub.order(id).status).toBe('accepted'))
})

test('«Solder» sends `cancelled`, and the order leaves «Cdes en cours» (kezia R-A5)', async () => {
  const { post, till, hub, id } = await tillWith({ status: 'accepted' })
  expect((await till.get('/api/web-orders/open')).body).toMatchObject({ rows: [{}] })
  expect((await post('cancel', {})).status).toBe(204)
  expect((await till.get('/api/web-orders/open')).body).toMatchObject({ rows: [] })
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

describe('«Autoriser la modification des commandes Web (Local uniquement)» (kezia R-A6)', () => {
  async function started({
    isEditingAllowed = true,
    ...fields
  }: OrderFields & { isEditingAllowed?: boolean } = {}) {
    const world = await tillWith({
      status: 'accepted',
      items: [{}, { sku_ref: '11', price: '2.80 EUR' }],
      ...fields,
    })
    const { body } = await world.till.get<WebOrderSettings>('/api/web-order-settings')
    await world.till.put('/api/web-order-settings', { ...body, isEditingAllowed })
    const edit = async (...changes: (Partial<LineEdit> | null)[]) => {
      const { lines } = await world.details()
      const kept = lines.flatMap(({ code, quantity, unitCents }, place): LineEdit[] => {
        const change = changes[place]
        if (change === null) return []
        return [{ place, was: { code, quantity, unitCents }, quantity: '', price: '', ...change }]
      })
      const added = changes.slice(lines.length) as LineEdit[]
      return world.post('save', { sellerId: 1, lines: [...kept, ...added] })
    }
    return { ...world, edit }
  }
  const extra = { place: null, idart: 12, quantity: '1', price: '2,80' }

  test('off: the lines stay as they are', async () => {
    const { edit, details } = await started({ isEditingAllowed: false })
    expect(await edit({ quantity: '3' })).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('autorisée') },
    })
    expect((await details()).lines[0]).toMatchObject({ quantity: '1.0' })
  })

  test('on: what is typed is saved, counted and invoiced here, and the hub hears nothing of it', async () => {
    const { edit, details, till, number, hub, id } = await started()
    expect((await edit({ quantity: '2', price: '11,00' }, null, extra)).body).toEqual({ outcome: 'updated' })
    expect(await details()).toMatchObject({
      totalCents: 2480,
      dueCents: 2480,
      isEdited: true,
      totals: { gapCents: 0 },
      lines: [
        { name: 'MARGHERITA', quantity: '2', unitCents: 1100, totalCents: 2200 },
        { name: 'LIMONADE 33 CL', unitCents: 280, vatRate: '5.5' },
      ],
    })
    expect((await details()).nota).toContain('Lignes modifiées ici')
    expect(hub.patches(id)).toEqual([])
    const sale = await till.post<Sale>(`/api/web-orders/${number}/invoice`, {
      draftId: 'd1',
      sellerId: 1,
      dueCents: 2480,
      payments: [{ modeId: 3, cents: 2480 }],
    })
    expect(sale.body).toMatchObject({ totalCents: 2480, lines: [{ totalCents: 2200 }, { totalCents: 280 }] })
    // Its payments add up to the hub's total.
    await until(() => expect(hub.patches(id)).toHaveLength(1))
    expect(hub.patches(id)[0]).toMatchObject({ payments: [{ ref: '3', amount: '14.80 EUR' }] })
    expect(hub.patches(id)[0]).not.toHaveProperty('items')
  })

  test('options leave with their article', async () => {
    const option = {
      option_list_name: 'Suppléments',
      name: 'Tomates',
      ref: '6',
      price: '0.50 EUR',
      quantity: 1,
    }
    const { edit, details } = await started({
      items: [{ options: [option] }, { sku_ref: '11', price: '2.80 EUR' }],
    })
    await edit(null)
    expect((await details()).lines).toMatchObject([{ articleId: 11 }])
  })

  test.each([
    [{ quantity: 'abc' }, 'lines.0.quantity'],
    [{ quantity: '0' }, 'lines.0.quantity'],
    [{ price: '1e9' }, 'lines.0.price'],
    [{ price: '-5' }, 'lines.0.price'],
  ])('%j is refused beside its cell, and nothing is kept', async (change, field) => {
    const { edit, details } = await started()
    expect(await edit(change)).toMatchObject({ status: 422, body: { errors: [{ field }] } })
    expect(await details()).toMatchObject({ isEdited: false, totalCents: 1480 })
  })

  test('when the order changes at its source, that has the last word, and «Nota» says so', async () => {
    const { edit, details, hub, id } = await started()
    await edit({ quantity: '2' })
    hub.change(id, { customer_notes: 'Sonner' })
    await until(async () =>
      expect(await details()).toMatchObject({ customerNotes: 'Sonner', isEdited: true }),
    )
    const [first, ...others] = hub.order(id).items
    hub.change(id, { items: [{ ...first!, quantity: '3.0' }, ...others], total: '38.80 EUR' })
    await until(async () => expect(await details()).toMatchObject({ isEdited: false, totalCents: 3880 }))
    expect((await details()).nota).toContain('Lignes modifiées ici remplacées')
  })

  test('a sheet filled before that is refused', async () => {
    const { post, details, hub, id } = await started()
    const { lines } = await details()
    const [{ code, quantity, unitCents }] = lines as [(typeof lines)[number]]
    const [first] = hub.order(id).items
    hub.change(id, { items: [{ ...first!, quantity: '3.0' }], total: '36.00 EUR' })
    await until(async () => expect((await details()).lines).toHaveLength(1))
    const edits = [{ place: 0, was: { code, quantity, unitCents }, quantity: '2', price: '' }]
    expect(await post('save', { sellerId: 1, lines: edits })).toMatchObject({ status: 409 })
  })
})
