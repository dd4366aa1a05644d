// One transfer at a time; a second one is refused with a sentence (kezia D9).
import { describe, expect, test } from 'vitest'
import type { CatalogExport } from '../catalog/wire.ts'
import { startStubHub } from '../testing/stub-hub.ts'
import { startConnectedTill, until } from '../testing/till.ts'
import type { Transfer } from './wire.ts'

/** A till with a transfer in progress: the hub answers its pages only once a minute's quota is renewed. */
async function transferring() {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const over = hub.place({ status: 'completed' })
  for (let n = 0; n < 1_200; n++) hub.orders.set(`o${n}`, { ...over, id: `o${n}` })
  expect((await till.post('/api/hub/transfers/receiveAll', {})).status).toBe(200)
  const current = async () => (await till.get<Transfer>('/api/hub/transfers')).body
  await until(async () => expect(await current()).toMatchObject({ state: 'running', done: 700 }))
  return { hub, till, current }
}

describe('a second transfer while one runs', () => {
  test.each<[string, string, object]>([
    ['the same', 'receiveAll', {}],
    ['«Envoi Clients sur HubRise»', 'customers', {}],
    ['«Changement Statut commande»', 'status', { idcde: 'o1', status: 'cancelled' }],
  ])('%s is refused with what runs and how far it is, and the first goes on', async (_, path, body) => {
    const { hub, till, current } = await transferring()
    expect(await till.post(`/api/hub/transfers/${path}`, body)).toMatchObject({
      status: 409,
      body: {
        message:
          "«Récupérer toutes les commandes sans filtre de date» est déjà en cours (700 élément(s)) : attendez qu'il se termine, puis recommencez.",
      },
    })
    expect(await current()).toMatchObject({ kind: 'receiveAll', state: 'running', done: 700 })
    expect(hub.calls(/PATCH/)).toEqual([])
  })

  test('what leaves with the catalogue has its own turn', async () => {
    const { till } = await transferring()
    expect((await till.post('/api/hub/export', {})).status).toBe(200)
    await until(async () =>
      expect((await till.get<CatalogExport>('/api/hub/export')).body).toMatchObject({ state: 'done' }),
    )
  })
})

test('a second export of the catalogue while one runs is refused with its name', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const held = Promise.withResolvers<void>()
  hub.misbehave(/PUT \/v1\/catalogs/, { hold: held.promise })
  await till.post('/api/hub/export', {})
  expect(await till.post('/api/hub/export', {})).toMatchObject({
    status: 409,
    body: { message: expect.stringContaining('«Envoi Articles sur HubRise» est déjà en cours') },
  })
  held.resolve()
  await until(async () =>
    expect((await till.get<CatalogExport>('/api/hub/export')).body).toMatchObject({
      state: 'done',
      errors: [],
    }),
  )
  expect(hub.calls(/PUT \/v1\/catalogs/)).toHaveLength(1)
})
