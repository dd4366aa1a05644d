import { expect, test } from 'vitest'
import { jumpingClock } from '../connector/testing/till.ts'
import { margherita } from '../testing/counter-sale.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { Seller, SellerForm, SellerKey } from './wire.ts'

const lea = { code: '1', name: 'Léa', isAsleep: false }
const change = (till: TestTill, values: Partial<SellerForm>, id = 1) =>
  till.put<Seller>(`/api/sellers/${id}`, { ...lea, ...values })
const identify = (till: TestTill, password: string, id = 1) =>
  till.post<SellerKey>(`/api/sellers/${id}/identify`, { password })
const sell = (till: TestTill, sellerKey?: string) => till.post('/api/sales', margherita({ sellerKey }))

test('a seller has a code, a name, perhaps a password, and may be «En sommeil» (§5.2)', async () => {
  const till = await startTestTill()
  expect((await change(till, { name: 'Léa P.', password: 'pizza' })).body).toEqual({
    id: 1,
    code: '1',
    name: 'Léa P.',
    isAsleep: false,
    site: null,
    hasPassword: true,
  })
  expect((await change(till, { isAsleep: true })).body).toMatchObject({ isAsleep: true, hasPassword: true })
  expect((await change(till, { password: '' })).body).toMatchObject({ hasPassword: false })
  expect(JSON.stringify((await till.get('/api/sellers')).body)).not.toContain('"password"')
})

test('he sells at every site, or at one; what is not sent stays (W-6 «Site», «Tous»)', async () => {
  const till = await startTestTill()
  expect((await change(till, { site: 3 })).body).toMatchObject({ site: 3 })
  expect((await change(till, { name: 'Léa P.' })).body).toMatchObject({ name: 'Léa P.', site: 3 })
  expect((await change(till, { site: null })).body).toMatchObject({ site: null })
  const made = await till.post('/api/sellers', { code: '9', name: 'Zoé', isAsleep: false, site: 0 })
  expect(made).toMatchObject({ status: 201, body: { site: 0 } })
})

test.each([
  [{ site: 1000 }, 'site', '0 à 999'],
  [{ code: '2' }, 'code', 'déjà pris'],
  [{ name: '' }, 'name', 'À remplir.'],
  [{ password: 'abc' }, 'password', '4 caractères'],
])('%j is refused beside its field', async (values, field, message) => {
  const till = await startTestTill()
  expect(await change(till, values)).toMatchObject({
    status: 422,
    body: { errors: [{ field, message: expect.stringContaining(message) }] },
  })
})

test('one seller at least stays awake', async () => {
  const till = await startTestTill()
  await change(till, { isAsleep: true })
  expect(await change(till, { code: '2', name: 'Marco', isAsleep: true }, 2)).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'isAsleep' }] },
  })
})

test('with a password he sells only after giving it; a wrong one is refused', async () => {
  const till = await startTestTill()
  expect((await sell(till)).status).toBe(201)
  await change(till, { password: 'pizza' })
  expect(await sell(till)).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'sellerId', message: expect.stringContaining('mot de passe') }] },
  })
  expect(await identify(till, 'Pizza')).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'password', message: 'Mot de passe refusé.' }] },
  })
  const { key } = (await identify(till, 'pizza')).body
  expect((await sell(till, key)).status).toBe(201)
  expect((await sell(till, `${key}x`)).status).toBe(422)
})

test('a new password ends what the old one opened', async () => {
  const till = await startTestTill()
  await change(till, { password: 'pizza' })
  const { key } = (await identify(till, 'pizza')).body
  await change(till, { password: 'calzone' })
  expect((await sell(till, key)).status).toBe(422)
})

test('after five wrong tries he waits half a minute; the others do not', async () => {
  const clock = jumpingClock()
  const till = await startTestTill({ clock })
  await change(till, { password: 'pizza' })
  await change(till, { code: '2', name: 'Marco', password: 'calzone' }, 2)
  for (let guess = 0; guess < 5; guess += 1) expect((await identify(till, `guess${guess}`)).status).toBe(422)
  expect(await identify(till, 'pizza')).toMatchObject({
    status: 429,
    body: { message: expect.stringContaining("Trop d'essais") },
  })
  expect((await identify(till, 'calzone', 2)).status).toBe(200)
  clock.jump({ seconds: 31 })
  expect((await identify(till, 'pizza')).status).toBe(200)
})

test('someone who is not there is not found', async () => {
  const till = await startTestTill()
  expect((await identify(till, 'x', 99)).status).toBe(404)
  expect((await change(till, {}, 99)).status).toBe(404)
})
