import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chain } from './testing/chain.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

describe('who reaches which catalog (catalogs §2)', () => {
  test('each cell of the table of scopes (catalogs 18.8)', async () => {
    const { account, roubaix } = await chain(hub)
    const at = {
      account: account.catalogId,
      own: await hub.catalog(account.id, 'Own', account.locationId),
      other: await hub.catalog(account.id, 'Other', roubaix),
      foreign: (await hub.account()).catalogId,
    }
    /** Scope and selected catalog → statuses of GET, PUT and DELETE for each, and of POST in the location and account. */
    const table: [string, string | null, Record<keyof typeof at, string>, string][] = [
      [
        'location[catalog.read]',
        at.own,
        { account: '404', own: '200 403 403', other: '404', foreign: '404' },
        '403 403',
      ],
      [
        'location[catalog.write]',
        at.account,
        { account: '200 200 403', own: '404', other: '404', foreign: '404' },
        '403 403',
      ],
      [
        'location[all_catalogs.read]',
        null,
        { account: '200 403 403', own: '200 403 403', other: '404', foreign: '404' },
        '403 403',
      ],
      [
        'location[all_catalogs.write]',
        null,
        { account: '200 401 401', own: '200 200 200', other: '404', foreign: '404' },
        '200 403',
      ],
      [
        'account[catalog.write]',
        at.other,
        { account: '404', own: '404', other: '200 200 403', foreign: '404' },
        '403 403',
      ],
      [
        'account[all_catalogs.read]',
        null,
        { account: '200 403 403', own: '200 403 403', other: '200 403 403', foreign: '404' },
        '403 403',
      ],
      [
        'account[all_catalogs.write]',
        null,
        { account: '200 200 200', own: '200 200 200', other: '200 200 200', foreign: '404' },
        '200 200',
      ],
      [
        'location[inventory.write]',
        null,
        { account: '403', own: '403', other: '403', foreign: '403' },
        '403 403',
      ],
    ]
    for (const [scope, catalogId, expected, posts] of table) {
      const app = await hub.app('App', { account, scope, catalogId })
      for (const where of Object.keys(at) as (keyof typeof at)[]) {
        const path = `/catalogs/${at[where]}`
        const [get, put, remove] = expected[where].split(' ').map(Number)
        expect([scope, where, (await app.get(path)).status]).toEqual([scope, where, get])
        if (put === undefined) continue
        expect([scope, where, (await app.put(path, {})).status]).toEqual([scope, where, put])
        // Deletes only where that is refused, so that the next rows find the catalogs.
        if (remove !== 200) {
          expect([scope, where, (await app.delete(path)).status]).toEqual([scope, where, remove])
        }
      }
      const created = [
        await app.post(`/locations/${account.locationId}/catalogs`, { name: `L ${scope}` }),
        await app.post(`/accounts/${account.id}/catalogs`, { name: `A ${scope}` }),
      ]
      expect([scope, ...created.map(({ status }) => status)]).toEqual([
        scope,
        ...posts.split(' ').map(Number),
      ])
    }
  })

  test('the one 401 for a location’s token on the account’s catalog has its own words (oauth §3, 12.5)', async () => {
    const { account, lille } = await chain(hub)
    expect(await lille.put(`/catalogs/${account.catalogId}`, { name: 'Mine' })).toMatchObject({
      status: 401,
      body: {
        message: 'An account-level access token is required to modify this catalog',
        error_type: 'unauthorized',
      },
    })
    const reader = await hub.app('reader', { account, scope: 'location[catalog.read]' })
    expect(await reader.put(`/catalogs/${account.catalogId}`, {})).toMatchObject({
      status: 403,
      body: { message: "A 'catalog' write scope is required" },
    })
    const writer = await hub.app('writer', { account, scope: 'location[catalog.write]' })
    expect(await writer.delete(`/catalogs/${account.catalogId}`)).toMatchObject({
      status: 403,
      body: { message: "A 'all_catalogs' write scope is required" },
    })
    expect(ids((await writer.get('/location/catalogs')).body)).toEqual([account.catalogId])
    expect((await writer.get('/catalogs/nope')).text).toBe('{"error_type":"not_found"}')
  })

  test('a deleted catalog is missing everywhere, and its name is free again (catalogs §3)', async () => {
    const { whole, account } = await chain(hub)
    const bound = await hub.app('bound', { account })
    expect(await whole.delete(`/catalogs/${account.catalogId}`)).toMatchObject({ status: 200, body: {} })
    expect((await whole.delete(`/catalogs/${account.catalogId}`)).status).toBe(404)
    expect((await bound.get(`/catalogs/${account.catalogId}`)).status).toBe(404)
    expect((await bound.get('/location/catalogs')).body).toEqual([])
    expect((await whole.post('/account/catalogs', { name: 'Harbour Deli' })).status).toBe(200)
  })
})

describe('events of catalogs (catalogs §16)', () => {
  test('one event a request for the others, without state, none for the author (catalogs 18.9)', async () => {
    const { account, roubaix, whole } = await chain(hub)
    const all = { catalog: ['create', 'update', 'delete'] }
    const reader = 'location[all_catalogs.read]'
    const lille = await hub.app('lille', { account, scope: reader })
    const north = await hub.app('north', { account, scope: reader, locationId: roubaix })
    const bound = await hub.app('bound', { account, scope: 'location[catalog.read]' })
    for (const app of [whole, lille, north, bound]) await app.listen(all)
    const { body: own } = await whole.post(`/locations/${account.locationId}/catalogs`, { name: 'Own' })
    await whole.put(`/catalogs/${account.catalogId}`, { name: 'Harbour Deli' })
    await whole.delete(`/catalogs/${own.id}`)
    const seen = async (app: typeof whole) =>
      (await app.events()).map(({ event_type, catalog_id }) => [event_type, catalog_id])
    expect(await seen(whole)).toEqual([])
    expect(await seen(lille)).toEqual([
      ['create', own.id],
      ['update', account.catalogId],
      ['delete', own.id],
    ])
    expect(await seen(north)).toEqual([['update', account.catalogId]])
    expect(await seen(bound)).toEqual([['update', account.catalogId]])
    const [created, updated] = await lille.events()
    expect(created).toEqual({
      id: expect.any(String),
      resource_type: 'catalog',
      event_type: 'create',
      created_at: expect.any(String),
      account_id: account.id,
      location_id: account.locationId,
      catalog_id: own.id,
    })
    expect(updated).not.toHaveProperty('location_id')
  })
})
