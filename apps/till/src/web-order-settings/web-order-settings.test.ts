import { expect, test } from 'vitest'
import type { Clock } from '../platform/clock.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'

const path = '/api/web-order-settings'
const settings = {
  isHubActive: false,
  listKey: 2,
  listKeyLabel: 'Web',
  isPopupDisabled: true,
  isFullDeposit: true,
  isPreparationPrinted: true,
  isEditingAllowed: true,
  isKioskHidden: true,
  kioskWords: 'totem',
  displayDays: 2,
}
const password = 'sésame ouvre-toi'

const setPassword = (till: TestTill, newPassword: string, headers = {}) =>
  till.put('/api/intervenant/password', { newPassword, confirmation: newPassword }, headers)

test('a fresh install has HubRise «Actif» and MCU 1 bound to «Commandes Web»', async () => {
  const till = await startTestTill()
  expect((await till.get(path)).body).toEqual({
    isHubActive: true,
    listKey: 1,
    listKeyLabel: 'Commandes Web',
    isPopupDisabled: false,
    isFullDeposit: false,
    isPreparationPrinted: false,
    isEditingAllowed: false,
    isKioskHidden: false,
    kioskWords: 'borne, kiosk',
    displayDays: null,
  })
})

test('while no password is set, anyone at the till changes the settings, and they last', async () => {
  const dataDir = temporaryFolder()
  const till = await startTestTill({ dataDir })
  expect((await till.get('/api/intervenant')).body).toEqual({ hasPassword: false, isIdentified: true })
  expect(await till.put(path, settings)).toMatchObject({ status: 200, body: settings })
  await till.close()
  const again = await startTestTill({ dataDir })
  expect((await again.get(path)).body).toEqual(settings)
})

test('once a password is set, the settings ask for the intervenant', async () => {
  const till = await startTestTill()
  expect((await setPassword(till, password)).status).toBe(204)
  expect((await till.get('/api/intervenant')).body).toEqual({ hasPassword: true, isIdentified: false })
  expect(await till.put(path, settings)).toMatchObject({
    status: 403,
    body: { message: 'Veuillez vous identifier comme intervenant pour modifier les paramètres' },
  })
  expect((await setPassword(till, 'another one')).status).toBe(403)
  expect((await till.get(path)).body).toMatchObject({ isHubActive: true })

  const { body } = await till.post<{ key: string }>('/api/intervenant/identify', { password })
  const headers = { 'x-intervenant': body.key }
  expect((await till.put(path, settings, headers)).status).toBe(200)
  expect((await setPassword(till, '', headers)).status).toBe(204)
  expect((await till.put(path, { ...settings, listKey: 3 })).status).toBe(200)
})

test('an identification ends after half an hour, and five wrong passwords make everyone wait', async () => {
  let now = Temporal.Instant.from('2026-03-01T12:00:00Z')
  const clock: Clock = { now: () => now }
  const till = await startTestTill({ clock })
  await setPassword(till, password)
  const { body } = await till.post<{ key: string }>('/api/intervenant/identify', { password })
  const headers = { 'x-intervenant': body.key }
  now = now.add({ minutes: 31 })
  expect((await till.put(path, settings, headers)).status).toBe(403)

  for (let attempt = 1; attempt <= 5; attempt++)
    expect(await till.post('/api/intervenant/identify', { password: 'guess' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'password', message: 'Mot de passe refusé.' }] },
    })
  expect(await till.post('/api/intervenant/identify', { password })).toMatchObject({
    status: 429,
    body: { message: "Trop d'essais : attendez 30 secondes." },
  })
  now = now.add({ seconds: 31 })
  expect((await till.post('/api/intervenant/identify', { password })).status).toBe(200)
})

test.each([
  ['listKey', 7],
  ['listKey', 'MCU 1'],
  ['listKeyLabel', ''],
  ['listKeyLabel', 'x'.repeat(31)],
  ['isHubActive', 'oui'],
  ['displayDays', 0],
  ['displayDays', 'deux'],
])('%s = %j is refused beside its field', async (field, value) => {
  const till = await startTestTill()
  expect(await till.put(path, { ...settings, [field]: value })).toMatchObject({
    status: 422,
    body: { errors: [{ field }] },
  })
})

test('a short or mistyped new password is refused', async () => {
  const till = await startTestTill()
  expect(await setPassword(till, 'court')).toMatchObject({ body: { errors: [{ field: 'newPassword' }] } })
  expect(
    await till.put('/api/intervenant/password', { newPassword: password, confirmation: 'autre chose' }),
  ).toMatchObject({ status: 422, body: { errors: [{ field: 'confirmation' }] } })
})
