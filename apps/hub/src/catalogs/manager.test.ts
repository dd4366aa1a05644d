import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const data = {
  categories: [{ ref: 'WRAPS', name: 'Wraps' }],
  products: [
    {
      category_ref: 'WRAPS',
      name: 'Falafel wrap',
      skus: [{ ref: 'FAL-STD', price: '7.40 EUR', barcodes: ['4006381333931'] }],
    },
  ],
}

describe('«CATALOGUES» (back-office §4.10)', () => {
  test('the content as apps read it, for everyone who reaches a location that can use it', async () => {
    const account = await hub.account()
    const second = await hub.location(account.id, 'Roubaix')
    const ofSecond = await hub.catalog(account.id, 'Roubaix', second)
    const till = await hub.app('till', { account })
    await till.put(`/catalogs/${account.catalogId}`, { data })
    const manager = await hub.person({ manager: [account.locationId] })
    const path = (id: string) => `/accounts/${account.id}/catalogs/${id}/content`
    const { body } = await manager.get(path(account.catalogId))
    expect(body.catalog).toEqual((await till.get(`/catalogs/${account.catalogId}`)).body)
    expect((await manager.get(path(ofSecond))).status).toBe(404)
    expect((await manager.get(path('zzzzz'))).status).toBe(404)
    const stranger = await hub.person({ admin: [await hub.account()] })
    expect((await stranger.get(path(account.catalogId))).status).toBe(404)
  })

  test('the drop-downs hold the account’s first, then those of the chosen location (back-office §3.1)', async () => {
    const account = await hub.account()
    const second = await hub.location(account.id, 'Roubaix')
    const here = await hub.catalog(account.id, 'Lille', account.locationId)
    const there = await hub.catalog(account.id, 'Roubaix', second)
    const admin = await hub.person({ admin: [account] })
    const manager = await hub.person({ manager: [account.locationId] })
    const sources = async (who: typeof admin, query = '') => {
      const { body } = await who.get(`/data-sources?account_id=${account.id}${query}`)
      return body.catalogs.map(({ id }: { id: string }) => id)
    }
    expect(await sources(admin)).toEqual([account.catalogId, here, there])
    expect(await sources(admin, `&location_id=${second}`)).toEqual([account.catalogId, there])
    expect(await sources(manager)).toEqual([account.catalogId, here])
    const { body } = await manager.get(`/data-sources?account_id=${account.id}`)
    expect(body.customer_lists).toEqual([
      { id: account.customerListId, name: 'Pizzeria Roma', location: null },
    ])
    expect(body.catalogs[1]).toEqual({
      id: here,
      name: 'Lille',
      location: { id: account.locationId, name: 'Lille' },
    })
  })

  test('its CSV is for Admins (back-office §7)', async () => {
    const account = await hub.account()
    const till = await hub.app('till', { account })
    await till.put(`/catalogs/${account.catalogId}`, { data })
    const path = `/accounts/${account.id}/catalogs/${account.catalogId}/export`
    const english = await hub.person({ admin: [account], locale: 'en-GB' })
    const manager = await hub.person({ manager: [account] })
    expect((await manager.post(path)).status).toBe(403)
    expect((await english.post(path)).body.text).toBe(
      '\ufeffCATEGORY,PRODUCT,SKU,PRICE,CURRENCY,REF CODE,BARCODES\r\n' +
        'Wraps,Falafel wrap,,7.40,EUR,FAL-STD,4006381333931\r\n',
    )
  })
})

test('«INVENTAIRE»: skus then options by ref, with the return date; hidden without catalog (back-office §4.11)', async () => {
  const account = await hub.account()
  const till = await hub.app('till', { account })
  const options = [
    { ref: 'OLIVE', name: 'Olives' },
    { ref: 'EGG', name: 'Egg' },
  ]
  await till.put(`/catalogs/${account.catalogId}`, {
    data: { ...data, option_lists: [{ ref: 'X', name: 'Extras', options }] },
  })
  await till.patch(`/catalogs/${account.catalogId}/location/inventory`, [
    { option_ref: 'OLIVE', stock: '2.5' },
    { option_ref: 'EGG', stock: '4' },
    { sku_ref: 'FAL-STD', stock: '0', expires_at: '2090-03-03T11:00:00+01:00' },
  ])
  const manager = await hub.person({ manager: [account.locationId] })
  const path = `/locations/${account.locationId}/inventory`
  expect((await manager.get(path)).body).toEqual({
    timezone: 'Europe/Paris',
    entries: [
      { kind: 'sku', ref: 'FAL-STD', stock: '0', expires_at: '2090-03-03T11:00:00+01:00' },
      { kind: 'option', ref: 'EGG', stock: '4', expires_at: null },
      { kind: 'option', ref: 'OLIVE', stock: '2.5', expires_at: null },
    ],
  })
  await till.put(`/catalogs/${account.catalogId}`, { data: {} })
  expect((await manager.get(path)).body.entries).toEqual([])
})
