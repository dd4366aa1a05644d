import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const form = {
  name: 'Pizza Express',
  location_name: 'Wazemmes',
  country: 'FR',
  timezone: 'Europe/Paris',
  currency: 'EUR',
  address: ' 12 rue des Sarrazins ',
  postal_code: '59000',
  city: '',
}
const everything = {
  edit: true,
  add_location: true,
  manage_users: true,
  connect: true,
  block: true,
  disconnect: true,
  manage_resources: true,
}
const fields = (answer: { body: { errors: { field: string; code: string }[] } }) =>
  answer.body.errors.map(({ field, code }) => `${field} ${code}`)

describe('creating an account (back-office §4.14, accounts §9)', () => {
  test('makes the account, its location 0, one list and one catalog named after it, and its creator Admin', async () => {
    const person = await hub.person({ locale: 'en-GB' })
    const { status, body } = await person.post('/accounts', form)
    expect(status).toBe(200)
    expect(body.account_id).toMatch(/^[a-z0-9]{5}$/)
    expect(body.location_id).toBe(`${body.account_id}-0`)
    const account = await person.get(`/accounts/${body.account_id}`)
    expect(account.body).toEqual({
      id: body.account_id,
      name: 'Pizza Express',
      currency: 'EUR',
      timezone: 'Europe/Paris',
      suspended: false,
      billing: {
        vat_number: null,
        country: 'FR',
        address: '12 rue des Sarrazins',
        postal_code: '59000',
        city: null,
        locale: 'en-GB',
      },
      locations: [{ id: body.location_id, name: 'Wazemmes' }],
      abilities: everything,
    })
    for (const kind of ['catalogs', 'customer-lists']) {
      expect((await person.get(`/accounts/${body.account_id}/${kind}`)).body).toMatchObject([
        { name: 'Pizza Express', count: 0, created_at: expect.stringMatching(/\+0[12]:00$/) },
      ])
      expect((await person.get(`/locations/${body.location_id}/${kind}`)).body).toEqual([])
    }
    expect((await person.get('/profile')).body.permissions).toMatchObject([{ role: 'admin', location: null }])
  })

  test('all mistakes are told at once, and nothing is created', async () => {
    const person = await hub.person()
    const answer = await person.post('/accounts', {
      name: '   ',
      country: 'XX',
      timezone: 'Paris',
      currency: 'euro',
      city: 'x'.repeat(256),
      colour: 'red',
    })
    expect(answer.status).toBe(422)
    expect(fields(answer)).toEqual([
      'name blank',
      'country unknown',
      'timezone unknown',
      'currency unknown',
      'city too_long',
      'colour invalid',
      'location_name blank',
    ])
    expect((await person.get('/session')).body.accounts).toEqual([])
  })

  test('a form sent twice creates one account; another form another one (back-office §10.10)', async () => {
    const person = await hub.person()
    const send = (key: string) => person.post('/accounts', form, { headers: { 'idempotency-key': key } })
    const [first, second] = await Promise.all([send('form-1'), send('form-1')])
    const third = await send('form-1')
    expect(first.body.account_id).toBeDefined()
    expect(second.body).toEqual(first.body)
    expect(third.body).toEqual(first.body)
    expect((await send('form-2')).body).not.toEqual(first.body)
    expect((await person.get('/session')).body.accounts).toHaveLength(2)
    const stranger = await hub.person()
    const other = await stranger.post('/accounts', form, { headers: { 'idempotency-key': 'form-1' } })
    expect(other.body.account_id).not.toBe(first.body.account_id)
  })

  test('a form that was refused may be sent again with the same key once it is mended', async () => {
    const person = await hub.person()
    const headers = { 'idempotency-key': 'mended' }
    expect((await person.post('/accounts', { ...form, currency: '' }, { headers })).status).toBe(422)
    expect((await person.post('/accounts', form, { headers })).status).toBe(200)
  })
})

describe('editing an account (back-office §4.15)', () => {
  test('a rename is told to every app of the account and its locations (accounts §8)', async () => {
    const account = await hub.account({ name: 'Before' })
    await hub.location(account.id, 'Roubaix')
    const till = await hub.app('till', { account })
    const crm = await hub.app('crm', { account, scope: 'account[orders.read]' })
    for (const app of [till, crm]) await app.listen({ account: ['update'], location: ['update'] })
    const admin = await hub.person({ admin: [account] })
    const changes = { name: 'After', billing: { locale: 'fr-FR' } }
    expect((await admin.patch(`/accounts/${account.id}`, changes)).body.name).toBe('After')
    const state = { id: account.id, currency: 'EUR' }
    const ofAccount = {
      resource_type: 'account',
      event_type: 'update',
      account_id: account.id,
      previous_state: { ...state, name: 'Before' },
      new_state: { ...state, name: 'After' },
    }
    expect(await till.events()).toMatchObject([
      ofAccount,
      {
        resource_type: 'location',
        location_id: account.locationId,
        new_state: { account: { name: 'After' } },
      },
    ])
    const heard = await crm.events()
    expect(heard).toMatchObject([ofAccount, { resource_type: 'location' }, { resource_type: 'location' }])
    expect(heard[0]!.new_state).toEqual({ ...state, name: 'After' })
    expect((await crm.get('/account')).body.name).toBe('After')
    expect(heard[1]!.new_state).toEqual((await till.get('/location')).body)
  })

  test('billing details are kept and nobody is told of them; an absent one stays, an empty one goes', async () => {
    const account = await hub.account()
    const till = await hub.app('till', { account })
    await till.listen({ account: ['update'], location: ['update'] })
    const admin = await hub.person({ admin: [account] })
    const patch = (billing: object) =>
      admin.patch(`/accounts/${account.id}`, {
        name: 'Pizzeria Roma',
        billing: { locale: 'en-GB', ...billing },
      })
    const first = await patch({
      vat_number: 'fr 83 404 833 048',
      country: 'BE',
      city: 'Tournai',
      address: 'x',
    })
    expect(first.body.billing).toEqual({
      vat_number: 'FR83404833048',
      country: 'BE',
      city: 'Tournai',
      address: 'x',
      postal_code: null,
      locale: 'en-GB',
    })
    const second = await patch({ vat_number: '', address: null })
    expect(second.body.billing).toMatchObject({
      vat_number: null,
      address: null,
      city: 'Tournai',
      country: 'BE',
    })
    expect(await till.events()).toEqual([])
  })

  test('a wrong VAT number, country or language is refused under its field (back-office §10.5)', async () => {
    const account = await hub.account()
    const admin = await hub.person({ admin: [account] })
    const answer = await admin.patch(`/accounts/${account.id}`, {
      name: '',
      billing: { vat_number: 'FR84404833048', country: 'ZZ', locale: 'nl-NL' },
      currency: 'GBP',
    })
    expect(fields(answer)).toEqual([
      'name blank',
      'billing.vat_number invalid_vat_number',
      'billing.country unknown',
      'billing.locale unknown',
      'currency invalid',
    ])
    expect(fields(await admin.patch(`/accounts/${account.id}`, { name: 'x', billing: 7 }))).toEqual([
      'billing invalid',
    ])
  })
})

describe('locations (back-office §4.16)', () => {
  const place = { name: 'City Centre', country: 'GB', timezone: 'europe/london', address: '', city: 'Leeds' }

  test('a further location gets the next number', async () => {
    const account = await hub.account({ name: 'Harbour Noodles' })
    const admin = await hub.person({ admin: [account] })
    const path = `/accounts/${account.id}/locations`
    const headers = { 'idempotency-key': 'one' }
    const { body } = await admin.post(path, place, { headers })
    expect(body).toEqual({
      id: `${account.id}-1`,
      name: 'City Centre',
      account: { id: account.id, name: 'Harbour Noodles' },
      account_visible: true,
      country: 'GB',
      timezone: 'Europe/London',
      address: null,
      postal_code: null,
      city: 'Leeds',
      vat_number: null,
      billing_address: null,
      billing_locale: 'fr-FR',
      suspended: false,
      abilities: { ...everything, add_location: false },
    })
    expect((await admin.post(path, place, { headers })).body.id).toBe(body.id)
    expect((await admin.get(`/locations/${body.id}`)).body).toEqual(body)
  })

  test('a new name, address or zone is told to apps with both states, and moves the times of the API at once', async () => {
    const account = await hub.account()
    const till = await hub.app('till', { account })
    const other = await hub.app('other', {
      account,
      locationId: await hub.location(account.id, 'Roubaix'),
    })
    for (const app of [till, other]) await app.listen({ location: ['update'] })
    const manager = await hub.person({ manager: [account.locationId] })
    const before = (await till.get('/location')).body
    const changes = {
      name: 'Vieux-Lille',
      country: 'FR',
      timezone: 'America/Martinique',
      city: 'Lille',
      vat_number: 'FR40303265045',
      billing_address: { city: 'Paris', country: 'FR' },
    }
    const { body } = await manager.patch(`/locations/${account.locationId}`, changes)
    expect(body).toMatchObject({
      ...changes,
      account_visible: false,
      address: null,
      billing_address: { city: 'Paris', country: 'FR', address: null, postal_code: null },
    })
    const [event] = await till.events()
    expect(event).toMatchObject({ resource_type: 'location', event_type: 'update', previous_state: before })
    expect(event!.new_state).toEqual((await till.get('/location')).body)
    expect(event!.new_state).toMatchObject({ name: 'Vieux-Lille', timezone: { name: 'America/Martinique' } })
    expect(await other.events()).toEqual([])
    const order = await till.post('/location/orders', { status: 'new' })
    expect(order.body.created_at).toMatch(/-04:00$/)
  })

  test('nobody is told of what the API does not show', async () => {
    const account = await hub.account()
    const till = await hub.app('till', { account })
    await till.listen({ location: ['update'] })
    const admin = await hub.person({ admin: [account] })
    const same = { name: 'Lille', country: 'FR', timezone: 'Europe/Paris' }
    await admin.patch(`/locations/${account.locationId}`, {
      ...same,
      vat_number: 'FR40303265045',
      billing_address: { city: 'Paris' },
    })
    const { body } = await admin.patch(`/locations/${account.locationId}`, { ...same, billing_address: null })
    expect(body).toMatchObject({ vat_number: 'FR40303265045', billing_address: null })
    expect(await till.events()).toEqual([])
  })

  test('mistakes are told under their fields', async () => {
    const account = await hub.account()
    const admin = await hub.person({ admin: [account] })
    const answer = await admin.patch(`/locations/${account.locationId}`, {
      name: 'x'.repeat(256),
      country: 'France',
      timezone: '+01:00',
      vat_number: '12',
      billing_address: { country: 'fr', state: 'x' },
    })
    expect(fields(answer)).toEqual([
      'name too_long',
      'country unknown',
      'timezone unknown',
      'vat_number invalid_vat_number',
      'billing_address.country unknown',
      'billing_address.state invalid',
    ])
  })
})

test('a suspended account says so in the session, with a banner', async () => {
  const account = await hub.account()
  const admin = await hub.person({ admin: [account] })
  await hub.parts.db`update account set suspended_at = now() where id = ${account.id}`
  expect((await admin.get('/session')).body).toMatchObject({
    accounts: [{ suspended: true, locations: [{ suspended: true }] }],
    banners: [{ code: 'suspended', account_id: account.id, location_id: null }],
  })
  expect((await admin.get(`/accounts/${account.id}`)).body.suspended).toBe(true)
})
