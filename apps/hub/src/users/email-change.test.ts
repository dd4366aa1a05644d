import { personPassword, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let now = Date.parse('2026-03-14T11:00:00Z')
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => now } })
})
afterAll(() => hub.close())

const names = { first_name: 'Léa', last_name: 'Petit', locale: 'fr-FR' }
const subjects = async (to: string) => (await hub.mails(to)).map(({ subject }) => subject)
async function linkIn(to: string) {
  const mail = (await hub.mails(to)).find(({ subject }) => subject.startsWith('Confirmez votre nouvelle'))!
  return /\/verify\/([\w-]+)/.exec(mail.text)![1]!
}
const signsIn = async (email: string) => {
  const { status } = await hub.visitor().post('/login', { email, password: personPassword })
  return status === 200
}

describe('«Modifier» with another e-mail (back-office §2.4)', () => {
  test('the old one stays the login until the new one is confirmed by link; both addresses are told', async () => {
    const lea = await hub.person({ email: 'lea@old.test' })
    await lea.fetch('/api/session')
    const { body } = await lea.patch('/profile', { ...names, email: ' Lea@New.test ' })
    expect(body).toMatchObject({ email: 'lea@old.test', pending_email: 'lea@new.test' })
    expect([await signsIn('lea@old.test'), await signsIn('lea@new.test')]).toEqual([true, false])
    expect(await subjects('lea@old.test')).toEqual(['Un changement d’adresse e-mail a été demandé'])
    const link = await linkIn('lea@new.test')
    const visitor = hub.visitor()
    expect((await visitor.post(`/verify/${link}`)).body).toEqual({ email: 'lea@new.test' })
    expect((await visitor.post(`/verify/${link}`)).body).toEqual({ email: 'lea@new.test' })
    expect([await signsIn('lea@old.test'), await signsIn('lea@new.test')]).toEqual([false, true])
    expect((await lea.get('/profile')).body).toMatchObject({ email: 'lea@new.test', email_verified: true })
    for (const to of ['lea@old.test', 'lea@new.test'])
      expect(await subjects(to)).toContain('Votre adresse e-mail a été changée')
  })

  test('no e-mail, and one that has a profile, are refused under the field; nothing changes', async () => {
    const lea = await hub.person()
    const other = await hub.person()
    for (const [email, code] of [
      ['x@', 'invalid_email'],
      [other.email, 'taken'],
    ] as const) {
      const answer = await lea.patch('/profile', { ...names, email })
      expect([answer.status, answer.body.errors]).toMatchObject([422, [{ field: 'email', code }]])
    }
    expect((await lea.get('/profile')).body.pending_email).toBeNull()
  })

  test('asked anew the first link is dead; asked for one’s own again nothing is pending; after seven days it is over', async () => {
    const lea = await hub.person({ email: 'lea@home.test' })
    await lea.patch('/profile', { ...names, email: 'first@home.test' })
    await lea.patch('/profile', { ...names, email: 'second@home.test' })
    const visitor = hub.visitor()
    expect((await visitor.post(`/verify/${await linkIn('first@home.test')}`)).status).toBe(410)
    now += 8 * 24 * 60 * 60 * 1000
    expect((await visitor.post(`/verify/${await linkIn('second@home.test')}`)).status).toBe(410)
    await lea.patch('/profile', { ...names, email: 'third@home.test' })
    await lea.patch('/profile', { ...names, email: 'lea@home.test' })
    expect((await lea.get('/profile')).body.pending_email).toBeNull()
    expect((await visitor.post(`/verify/${await linkIn('third@home.test')}`)).status).toBe(410)
  })

  test('somebody else took the address meanwhile: the link is dead', async () => {
    const lea = await hub.person()
    await lea.patch('/profile', { ...names, email: 'wanted@home.test' })
    await hub.person({ email: 'wanted@home.test' })
    expect((await hub.visitor().post(`/verify/${await linkIn('wanted@home.test')}`)).status).toBe(410)
  })
})
