import { readConfig } from '@hub/hub/config'
import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

const { mails } = readConfig({ HUB_SECRET: 'a secret of the tests, of no use anywhere else' })
const clock = { offsetMs: 0, now: () => Date.now() + clock.offsetMs }
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ clock, config: { mails } })
})
afterAll(() => hub.close())

const names = { first_name: 'Zoé', last_name: 'Martin', locale: 'fr-FR' }
const password = 'une phrase bien longue'

test('one address gets 5 mails an hour, whoever asks for them (security S18)', async () => {
  const account = await hub.account()
  const admin = await hub.person({ admin: [account] })
  const email = 'flooded@hub.test'
  for (let i = 0; i < 3; i++) await hub.visitor().post('/signup', { ...names, email, password })
  for (let i = 0; i < 3; i++) await hub.visitor().post('/password/forgot', { email })
  const { status, body } = await admin.post(`/accounts/${account.id}/permissions`, { email, role: 'manager' })
  expect([status, body.status, body.mailed]).toEqual([200, 'invited', false])
  expect(await hub.mails(email)).toHaveLength(5)
  clock.offsetMs += 61 * 60_000
  const again = await admin.post(`/accounts/${account.id}/permissions/${body.id}/resend`)
  expect(again.body.mailed).toBe(true)
  expect(await hub.mails(email)).toHaveLength(6)
})

test('one person has 20 mails an hour sent, then is told so (security S18)', async () => {
  const account = await hub.account()
  const admin = await hub.person({ admin: [account] })
  const path = `/accounts/${account.id}/permissions`
  const add = (i: number) => admin.post(path, { email: `guest${i}@hub.test`, role: 'manager' })
  for (let i = 0; i < 20; i++) expect((await add(i)).status).toBe(200)
  expect(await add(20)).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } })
  expect(await hub.mails('guest20@hub.test')).toEqual([])
  expect((await admin.get(path)).body).toHaveLength(21)
})

test('notices of what was done to a profile are not held back by mails that others cause', async () => {
  const person = await hub.person({ email: 'owner@notice.test' })
  for (let i = 0; i < 6; i++) await hub.visitor().post('/password/forgot', { email: person.email })
  const change = { current_password: 'trente-deux fourchettes', password }
  expect((await person.post('/password/change', change)).status).toBe(204)
  expect((await hub.mails(person.email)).map(({ subject }) => subject)).toContain(
    'Votre mot de passe a été changé',
  )
})

test('names are short and without links, and in no subject (security S18)', async () => {
  const account = await hub.account({ name: 'Gagnez 1000 € sur https://evil.example' })
  const firstName = 'Cliquez sur www.evil.example '.repeat(5).trim()
  const admin = await hub.person({ admin: [account], firstName, lastName: 'Vil' })
  await admin.post(`/accounts/${account.id}/permissions`, { email: 'victim@hub.test', role: 'admin' })
  const mail = (await hub.mails('victim@hub.test'))[0]!
  expect(mail.subject).toBe('Invitation à gérer un point de vente')
  expect(mail.text).toContain('Gagnez 1000 € sur https evil·example')
  for (const text of [mail.text, mail.html]) {
    expect(text).not.toContain('evil.example')
    expect(text).not.toContain('https://evil')
  }
  const shown = /Cliquez.*?(?= vous propose)/.exec(mail.text)![0]
  expect([...shown].length).toBeLessThanOrEqual(60)
})

test('MAILS_PER_HOUR holds for all; those above it wait (security S18)', async () => {
  const small = await startHub({ config: { mails: { ...mails, inAll: 3 } } })
  try {
    for (let i = 0; i < 5; i++) {
      const person = { ...names, email: `many${i}@hub.test`, password }
      expect((await small.visitor().post('/signup', person)).status).toBe(200)
    }
    const sent = await Promise.all([0, 1, 2, 3, 4].map((i) => small.mails(`many${i}@hub.test`)))
    expect(sent.flat()).toHaveLength(3)
  } finally {
    await small.close()
  }
})
