import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const kinds = [
  { path: 'catalogs', tie: 'catalogId' },
  { path: 'customer-lists', tie: 'customerListId' },
] as const

describe.each(kinds)('$path of accounts and locations (back-office §4.17)', ({ path, tie }) => {
  test('are created, listed by level, renamed and deleted', async () => {
    const account = await hub.account({ name: 'Fast Pizza' })
    const admin = await hub.person({ admin: [account] })
    const [ofAccount, ofLocation] = [
      `/accounts/${account.id}/${path}`,
      `/locations/${account.locationId}/${path}`,
    ]
    const { status, body } = await admin.post(ofLocation, { name: ' Deliveroo ' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ name: 'Deliveroo', count: 0 })
    expect((await admin.get(ofLocation)).body).toEqual([body])
    expect((await admin.get(ofAccount)).body).toMatchObject([{ id: account[tie], name: 'Fast Pizza' }])
    const renamed = await admin.patch(`${ofLocation}/${body.id}`, { name: 'Uber' })
    expect(renamed.body).toEqual({ ...body, name: 'Uber' })
    expect((await admin.patch(`${ofAccount}/${body.id}`, { name: 'x' })).status).toBe(404)
    expect((await admin.delete(`${ofAccount}/${body.id}`)).status).toBe(404)
    expect((await admin.delete(`${ofLocation}/${body.id}`)).status).toBe(204)
    expect((await admin.get(ofLocation)).body).toEqual([])
    expect((await admin.delete(`${ofLocation}/${body.id}`)).status).toBe(404)
  })

  test('an account and its locations do not share a name, two locations may; a blank one is none', async () => {
    const account = await hub.account({ name: 'Fast Pizza' })
    const admin = await hub.person({ admin: [account] })
    const ofAccount = `/accounts/${account.id}/${path}`
    const taken = { status: 422, body: { errors: [{ field: 'name', code: 'taken' }] } }
    expect(await admin.post(ofAccount, { name: 'Fast Pizza' })).toMatchObject(taken)
    const second = await hub.location(account.id, 'Roubaix')
    const atLocation = (id: string, name: string) => admin.post(`/locations/${id}/${path}`, { name })
    expect(await atLocation(account.locationId, 'Fast Pizza')).toMatchObject(taken)
    expect((await atLocation(account.locationId, 'Terrasse')).status).toBe(200)
    expect((await atLocation(second, 'Terrasse')).status).toBe(200)
    expect(await admin.post(ofAccount, { name: 'Terrasse' })).toMatchObject(taken)
    const { body } = await admin.post(ofAccount, { name: 'Second' })
    expect(await admin.patch(`${ofAccount}/${body.id}`, { name: 'Fast Pizza' })).toMatchObject(taken)
    expect((await admin.post(ofAccount, { name: '  ' })).body.errors).toMatchObject([{ code: 'blank' }])
  })

  test('one in use, or the last, cannot be deleted; the reason is given (back-office §10.6)', async () => {
    const account = await hub.account()
    const admin = await hub.person({ admin: [account] })
    const url = `/accounts/${account.id}/${path}/${account[tie]}`
    expect(await admin.delete(url)).toMatchObject({ status: 409, body: { code: 'last_one' } })
    await admin.post(`/locations/${account.locationId}/${path}`, { name: 'Other' })
    const till = await hub.app('Kezia II', { account, deviceId: 'K1' })
    expect(await admin.delete(url)).toMatchObject({
      status: 409,
      body: { code: 'in_use', used_by: ['Kezia II - K1'] },
    })
    await hub.disconnect(account.id, till)
    expect((await admin.delete(url)).status).toBe(204)
  })

  test('of the last two deleted at the same instant one stays', async () => {
    const account = await hub.account()
    const admin = await hub.person({ admin: [account] })
    const base = `/accounts/${account.id}/${path}`
    const { body } = await admin.post(base, { name: 'Second' })
    const answers = await Promise.all([account[tie], body.id].map((id) => admin.delete(`${base}/${id}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    expect((await admin.get(base)).body).toHaveLength(1)
  })

  test('a form sent twice creates one (back-office §10.10)', async () => {
    const account = await hub.account()
    const manager = await hub.person({ manager: [account] })
    const base = `/accounts/${account.id}/${path}`
    const send = () => manager.post(base, { name: 'Once' }, { headers: { 'idempotency-key': 'k' } })
    const [first, second] = await Promise.all([send(), send()])
    expect(first.status).toBe(200)
    expect(second.body).toEqual(first.body)
    expect((await manager.get(base)).body).toHaveLength(2)
  })
})

test('the number of products and of customers is shown', async () => {
  const account = await hub.account()
  const admin = await hub.person({ admin: [account] })
  const publisher = await hub.app('till', { account })
  const product = { category_ref: 'C', name: 'P', skus: [{ price: '1.00 EUR' }] }
  const data = { categories: [{ ref: 'C', name: 'C' }], products: [product, product] }
  await publisher.put(`/catalogs/${account.catalogId}`, { data })
  await publisher.put(`/catalogs/${account.catalogId}`, { name: 'Renamed' })
  expect((await admin.get(`/accounts/${account.id}/catalogs`)).body).toMatchObject([{ count: 2 }])
})

describe('what apps are told (callbacks §3)', () => {
  test('of a catalog its creation, new name and end, without state; to those who read it', async () => {
    const account = await hub.account()
    const admin = await hub.person({ admin: [account] })
    const events = { catalog: ['create', 'update', 'delete'] }
    const all = await hub.app('all', {
      account,
      scope: 'account[all_catalogs.read]',
      catalogId: null,
      customerListId: null,
    })
    const bound = await hub.app('bound', { account, scope: 'location[catalog.read]', customerListId: null })
    for (const app of [all, bound]) await app.listen(events)
    const base = `/accounts/${account.id}/catalogs`
    const { body } = await admin.post(base, { name: 'Second' })
    await admin.patch(`${base}/${body.id}`, { name: 'Third' })
    await admin.patch(`${base}/${body.id}`, { name: 'Third' })
    await admin.delete(`${base}/${body.id}`)
    await admin.patch(`${base}/${account.catalogId}`, { name: 'Carte' })
    const heard = await all.events()
    expect(heard.map(({ event_type, catalog_id }) => [event_type, catalog_id])).toEqual([
      ['create', body.id],
      ['update', body.id],
      ['delete', body.id],
      ['update', account.catalogId],
    ])
    expect(heard[1]).not.toHaveProperty('new_state')
    expect(await bound.events()).toMatchObject([{ event_type: 'update', catalog_id: account.catalogId }])
  })

  test('of a customer list its new name, with both states', async () => {
    const account = await hub.account({ name: 'Before' })
    const admin = await hub.person({ admin: [account] })
    const crm = await hub.app('crm', { account, scope: 'location[customer_list.read]', catalogId: null })
    await crm.listen({ customer_list: ['update'] })
    const base = `/accounts/${account.id}/customer-lists`
    await admin.post(base, { name: 'Another' })
    const { body } = await admin.patch(`${base}/${account.customerListId}`, { name: 'After' })
    const state = { id: account.customerListId, created_at: body.created_at }
    expect(await crm.events()).toMatchObject([
      {
        resource_type: 'customer_list',
        customer_list_id: account.customerListId,
        previous_state: { ...state, name: 'Before' },
        new_state: { ...state, name: 'After' },
      },
    ])
  })
})
