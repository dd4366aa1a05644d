// Contract, kezia §3.9: one test for each row of the table, named after it. What a screen shows of it
// is in tests/journeys/till-troubles.test.ts; W-14 and «Recherche Menu» in a browser are in the
// journeys of their windows.
import { describe, expect, test } from 'vitest'
import type { CatalogExport, CatalogPreview } from './catalog/wire.ts'
import { startStubHub } from './testing/stub-hub.ts'
import {
  type HubTill,
  jumpingClock,
  onlyOrder,
  startConnectedTill,
  startHubTill,
  until,
} from './testing/till.ts'
import type { TraceLine } from './trace.ts'

const refused = async (till: HubTill, path: string) =>
  (await till.post<{ message: string }>(path, {})).body.message

async function exported(till: HubTill): Promise<CatalogExport> {
  await till.post('/api/hub/export', {})
  return until(async () => {
    const { body } = await till.get<CatalogExport>('/api/hub/export')
    expect(body.state).toBe('done')
    return body
  })
}

const polls = /GET \/v1\/callback\/events$/

describe('no network, hub down, proxy', () => {
  test.each<[string, Parameters<Awaited<ReturnType<typeof startStubHub>>['misbehave']>[1]]>([
    ['no network', 'cut before'],
    ['hub down', { status: 503, body: {} }],
    ['proxy', { status: 302, headers: { location: 'http://proxy.example/login' } }],
    ['the page of a proxy', { status: 200, body: '<html>Connexion au Wi-Fi</html>' }],
    ['JSON that breaks off', { status: 200, body: '[{"id": "ev1' }],
  ])(
    '%s: said once, polling goes on, «Dernière récup commande» stays at the last success',
    async (_, mishap) => {
      const hub = await startStubHub({ hasStream: false })
      const till = await startConnectedTill(hub, { pollSeconds: 1 })
      await until(async () => expect((await till.state()).lastReceptionAt).not.toBeNull())
      hub.misbehave(/GET/, mishap, 1_000)
      await until(async () => expect((await till.state()).outageSince).not.toBeNull())
      const { outageSince, lastReceptionAt } = await till.state()
      const asked = hub.calls(polls).length
      await until(() => expect(hub.calls(polls).length).toBeGreaterThan(asked + 1))
      expect(await till.state()).toMatchObject({ outageSince, lastReceptionAt })

      hub.behave()
      hub.place()
      await onlyOrder(till)
      await until(async () => expect((await till.state()).outageSince).toBeNull())
      expect((await till.state()).lastReceptionAt! > lastReceptionAt!).toBe(true)
    },
  )
})

test('W-12 «OK» with an unknown line: W-14, and nothing is told to the hub', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const { id } = hub.place({ items: [{ sku_ref: 'NOPE' }] })
  const { number } = await onlyOrder(till)
  await until(() => expect(hub.order(id).status).toBe('received'))
  const { body } = await till.post(`/api/web-orders/${number}/save`, { sellerId: 1 })
  expect(body).toEqual({ outcome: 'unknown' })
  expect(hub.patches(id)).toHaveLength(1)
})

test('article missing from the hub’s catalogue: «Non publiés» names it and says that «Publication WEB» is not ticked', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const { leftOut } = (await till.get<CatalogPreview>('/api/hub/catalog')).body
  expect(leftOut).toContainEqual({ idart: 18, name: 'COUVERTS', reason: 'unpublished' })
})

test('stock not sent: the refusal names «Gestion Stock»', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  expect(await refused(till, '/api/hub/export/stock')).toContain('«Gestion Stock»')
  expect(hub.calls(/inventory/)).toEqual([])
})

describe('orders not arriving', () => {
  test('disconnected, not «Actif», blocked: the state says which', async () => {
    const hub = await startStubHub()
    const till = await startHubTill(hub, { pollSeconds: 1 })
    expect(await till.state()).toMatchObject({ isConnected: false, isActive: true, trouble: null })
    await till.connect(hub.issueCode())
    const settings = (await till.get<object>('/api/web-order-settings')).body
    await till.put('/api/web-order-settings', { ...settings, isHubActive: false })
    expect(await till.state()).toMatchObject({ isConnected: true, isActive: false })
    await till.put('/api/web-order-settings', { ...settings, isHubActive: true })
    hub.refusal = 'The connection has been blocked'
    await until(async () =>
      expect(await till.state()).toMatchObject({ isConnected: true, trouble: 'blocked' }),
    )
    expect(await refused(till, '/api/hub/export')).toBe('Connexion bloquée')
  })
})

describe('429', () => {
  test('the hour of the next try is told, at once, and the export says it too', async () => {
    const hub = await startStubHub()
    const clock = jumpingClock()
    const till = await startConnectedTill(hub, { clock, pollSeconds: 1 })
    const refusal = { status: 429, body: {}, headers: { 'retry-after': '120' } }
    hub.misbehave(/PUT \/v1\/catalogs/, refusal)
    const { errors } = await exported(till)
    expect(errors).toEqual([expect.stringMatching(/^Limite HubRise atteinte, nouvel essai à \d\d:\d\d$/)])
    const { limitedUntil } = await till.state()
    const seconds = (Date.parse(limitedUntil!) - clock.now().epochMilliseconds) / 1000
    expect(seconds).toBeGreaterThan(100)
    expect(seconds).toBeLessThan(121)
    clock.jump({ seconds: 121 })
    expect((await exported(till)).errors).toEqual([])
  })
})

test('422 on export: the hub’s field errors, each with the article’s name', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const data = (await till.get<{ products: { name: string }[] }>('/api/hub/catalog.json')).body
  const errors = [2, 4].map((index) => ({
    field: `data.products[${index}].skus[0].price`,
    message: 'is wrong',
  }))
  hub.misbehave(/PUT/, {
    status: 422,
    body: { message: 'Validation failed', error_type: 'unprocessable_entity', errors },
  })
  expect((await exported(till)).errors).toEqual(
    [2, 4].map((index) => `${data.products[index]!.name} : is wrong (data.products[${index}].skus[0].price)`),
  )
})

test('the log of all this names method, path, status and duration (D59)', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub, { pollSeconds: 1 })
  hub.misbehave(polls, { status: 503, body: { message: 'maintenance' } })
  await until(async () =>
    expect((await till.maintenance()).trace).toContainEqual(
      expect.objectContaining<Partial<TraceLine>>({
        method: 'GET',
        path: '/v1/callback/events',
        status: 503,
      }),
    ),
  )
})
