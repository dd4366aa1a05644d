import { describe, expect, test } from 'vitest'
import { changeArticle } from '../../testing/change-article.ts'
import { manageStock } from '../../testing/manage-stock.ts'
import { startStubHub } from '../testing/stub-hub.ts'
import { type HubTill, jumpingClock, startConnectedTill, until } from '../testing/till.ts'
import type { CatalogExport } from './wire.ts'

async function started() {
  const hub = await startStubHub()
  const clock = jumpingClock()
  return { hub, clock, till: await startConnectedTill(hub, { clock }) }
}

const move = async (till: HubTill, idart: number, direction: 'in' | 'out', quantity: string) =>
  expect(
    (await till.post(`/api/articles/${idart}/stock`, { direction, quantity, reason: 'Essai' })).status,
  ).toBe(200)
const set = async (till: HubTill, options: object) =>
  expect((await till.put('/api/hub/options', options)).status).toBe(200)

async function send(till: HubTill, path: string): Promise<CatalogExport> {
  expect(await till.post(path, {})).toMatchObject({ status: 200 })
  return until(async () => {
    const { body } = await till.get<CatalogExport>('/api/hub/export')
    expect(body.state).toBe('done')
    return body
  })
}

describe('«Envoi Stock sur HubRise» (kezia R-S1, D54)', () => {
  test('without «Gestion Stock» it is explained, and nothing is sent', async () => {
    const { hub, till } = await started()
    expect(await till.post('/api/hub/export/stock', {})).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('«Gestion Stock»') },
    })
    await set(till, { isStockManaged: true })
    expect(await till.post('/api/hub/export/stock', {})).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('«Stocks»') },
    })
    expect(hub.calls(/inventory/)).toEqual([])
  })

  test('stock 3 is "3", sold 3 is "0", below 0 is "0"; what is not managed is left out; options too', async () => {
    const { hub, till } = await started()
    await set(till, { isStockManaged: true })
    for (const idart of [1, 6]) await manageStock(till, idart)
    await move(till, 1, 'in', '3')
    await move(till, 6, 'in', '2,5')
    await send(till, '/api/hub/export')
    expect(Object.fromEntries(hub.inventory)).toEqual({ 'sku 1': '3', 'option 6': '2.5' })
    expect(hub.calls(/PUT/).map((call) => call.split('/').at(-1))).toEqual(['q9f4x', 'inventory'])
    await move(till, 1, 'out', '3')
    expect(await send(till, '/api/hub/export/stock')).toMatchObject({ kind: 'stock', sent: 2, errors: [] })
    expect(hub.inventory.get('sku 1')).toBe('0')
    await move(till, 1, 'out', '1')
    await send(till, '/api/hub/export/stock')
    expect(hub.inventory.get('sku 1')).toBe('0')
  })

  test('the refs are those of today: a code, the setting that uses it, an article more', async () => {
    const { hub, till } = await started()
    await set(till, { isStockManaged: true })
    await manageStock(till, 1)
    await changeArticle(till, 1, { internalCode: 'MARG' })
    const refs = async () => {
      await send(till, '/api/hub/export')
      return [...hub.inventory.keys()].sort()
    }
    expect(await refs()).toEqual(['sku 1'])
    await set(till, { matchInternalCodes: true })
    expect(await refs()).toEqual(['sku MARG'])
    await manageStock(till, 2)
    expect(await refs()).toEqual(['sku 2', 'sku MARG'])
    await set(till, { matchInternalCodes: false })
    expect(await refs()).toEqual(['sku 1', 'sku 2'])
  })

  test('a hub that refuses says why', async () => {
    const { hub, till } = await started()
    await set(till, { isStockManaged: true })
    await manageStock(till, 1)
    hub.misbehave(/inventory/, 'cut before')
    expect(await send(till, '/api/hub/export/stock')).toMatchObject({
      sent: 0,
      errors: [expect.stringContaining('erreur système')],
    })
  })
})

describe('«Envoyer le stock» (kezia D54, R-E7)', () => {
  test('changes leave by themselves, only they, at most every 10 s', async () => {
    const { hub, till, clock } = await started()
    await set(till, { isStockManaged: true })
    for (const idart of [1, 2]) await manageStock(till, idart)
    await move(till, 1, 'in', '3')
    await send(till, '/api/hub/export')
    await set(till, { isStockAutomatic: true })
    await move(till, 2, 'in', '5')
    await until(() => expect(hub.inventory.get('sku 2')).toBe('5'))
    const patches = () =>
      hub.received.filter(({ method, path }) => method === 'PATCH' && /inventory/.test(path))
    expect(patches().map(({ body }) => JSON.parse(body))).toEqual([[{ sku_ref: '2', stock: '5' }]])
    await move(till, 1, 'out', '1')
    await move(till, 2, 'out', '1')
    expect(patches()).toHaveLength(1)
    clock.jump({ seconds: 11 })
    await until(() => expect(hub.inventory.get('sku 1')).toBe('2'))
    expect(hub.inventory.get('sku 2')).toBe('4')
    expect(patches()).toHaveLength(2)
  })

  test('an article whose stock is managed no more becomes unlimited; off, nothing leaves', async () => {
    const { hub, till, clock } = await started()
    await set(till, { isStockManaged: true, isStockAutomatic: true })
    await manageStock(till, 1)
    await send(till, '/api/hub/export')
    expect(hub.inventory.get('sku 1')).toBe('0')
    clock.jump({ seconds: 11 })
    await manageStock(till, 1, false)
    await until(() => expect(hub.inventory.has('sku 1')).toBe(false))
    await set(till, { isStockAutomatic: false })
    const before = hub.calls(/inventory/).length
    await manageStock(till, 1)
    clock.jump({ seconds: 11 })
    await move(till, 1, 'in', '3')
    expect(hub.calls(/inventory/)).toHaveLength(before)
  })

  test('a failure is tried again, and nothing is lost', async () => {
    const { hub, till, clock } = await started()
    await set(till, { isStockManaged: true })
    await manageStock(till, 1)
    await send(till, '/api/hub/export')
    hub.misbehave(/PATCH .*inventory/, { status: 500 })
    await set(till, { isStockAutomatic: true })
    await move(till, 1, 'in', '3')
    await until(() => expect(hub.calls(/PATCH .*inventory/)).toHaveLength(1))
    await until(() => {
      clock.jump({ seconds: 61 })
      expect(hub.inventory.get('sku 1')).toBe('3')
    })
  })
})
