import { randomBytes } from 'node:crypto'
import { readConfig } from '@hub/hub/config'
import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({
    config: {
      ownership: {
        accountsPerPerson: 2,
        clientsPerPerson: 2,
        connectionsPerLocation: 2,
        imageBytesPerAccount: 1_048_576,
      },
    },
  })
})
afterAll(() => hub.close())

const form = {
  name: 'Roma',
  location_name: 'Lille',
  country: 'FR',
  timezone: 'Europe/Paris',
  currency: 'EUR',
}
const refusal = (limited: string, words: string) => ({
  status: 422,
  body: { code: 'limit_reached', limited, limit: 2, message: `There may be at most 2 ${words}` },
})

describe('what one person or place may own (security S16)', () => {
  test('the limits are 20 accounts, 50 clients, 200 connections and 1 GB, and settings', () => {
    const secret = { HUB_SECRET: 'a secret of the tests, of no use anywhere else' }
    expect(readConfig(secret).ownership).toEqual({
      accountsPerPerson: 20,
      clientsPerPerson: 50,
      connectionsPerLocation: 200,
      imageBytesPerAccount: 1024 * 1024 * 1024,
    })
    const set = { ...secret, MAX_ACCOUNTS_PER_PERSON: '3', MAX_IMAGES_MB_PER_ACCOUNT: '7' }
    expect(readConfig(set).ownership).toMatchObject({
      accountsPerPerson: 3,
      imageBytesPerAccount: 7 * 1_048_576,
    })
    expect(() => readConfig({ ...secret, MAX_CLIENTS_PER_PERSON: 'many' })).toThrow('MAX_CLIENTS_PER_PERSON')
  })

  test('accounts: those that were made, not those that one was let into; at once too', async () => {
    const others = [await hub.account(), await hub.account(), await hub.account()]
    const person = await hub.person({ admin: others })
    await person.csrf()
    const answers = await Promise.all([1, 2, 3, 4].map(() => person.post('/accounts', form)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 422, 422])
    expect(await person.post('/accounts', form)).toMatchObject(
      refusal('accounts', 'accounts made by one person'),
    )
  })

  test('clients: one deleted makes room', async () => {
    const person = await hub.person()
    const create = () => person.post('/clients', { name: 'Boutique', redirect_uris: [] })
    const { body } = await create()
    expect((await create()).status).toBe(200)
    expect(await create()).toMatchObject(refusal('clients', 'clients of one person'))
    await person.delete(`/clients/${body.client_id}`)
    expect((await create()).status).toBe(200)
  })

  test('connections: one more is refused on the page, one that is used again is not', async () => {
    const account = await hub.account()
    const person = await hub.person({ admin: [account] })
    await hub.app('One', { account })
    const scope = 'location[orders.read]'
    const second = await hub.oauthClient('Two')
    expect((await second.connect(person, { scope })).location_id).toBe(account.locationId)
    expect((await second.connect(person, { scope })).location_id).toBe(account.locationId)
    const third = await hub.oauthClient('Three')
    const page = await third.open(person, { scope })
    const allow = { request: page.request, decision: 'allow', location_id: account.locationId }
    expect(await person.post('/authorize', allow)).toMatchObject(
      refusal('connections', 'connections of one location'),
    )
  })

  test('images: what would take an account above its bytes is refused, with the limit in words', async () => {
    const account = await hub.account()
    const app = await hub.app('catalog manager', { account, scope: 'account[all_catalogs.write]' })
    const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
    const upload = (size: number) =>
      app.post(`/catalogs/${account.catalogId}/images`, undefined, {
        raw: Buffer.concat([signature, randomBytes(size - signature.length)]),
        headers: { 'content-type': 'image/png' },
      })
    expect((await upload(1_000_000)).status).toBe(200)
    const { status, body } = await upload(100_000)
    expect([status, body.errors]).toEqual([
      422,
      [{ field: 'data', message: 'exceeds the 1 MB of images of an account' }],
    ])
    expect((await upload(48_576)).status).toBe(200)
  })
})
