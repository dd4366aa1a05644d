import { type Person, personPassword, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let now = Date.parse('2026-03-14T11:00:00Z')
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => now } })
})
afterAll(() => hub.close())

const hourMs = 60 * 60 * 1000
const names = { first_name: 'Léa', last_name: 'Petit', locale: 'fr-FR' }
const ask = (person: Person, email: string, current_password: string | undefined = personPassword) =>
  person.patch('/profile', { ...names, email, current_password })
const subjects = async (to: string) => (await hub.mails(to)).map(({ subject }) => subject)
/** The last part of the newest link of that kind in a mail to that address. */
async function linkIn(to: string, page: string) {
  const links = (await hub.mails(to)).map(({ text }) => new RegExp(`/${page}/([\\w-]+)`).exec(text)?.[1])
  return links.findLast((link) => link !== undefined)!
}
const signsIn = async (email: string, password = personPassword) => {
  const { status } = await hub.visitor().post('/login', { email, password })
  return status === 200
}
/** Requests the address and confirms it with the button. */
async function change(person: Person, email: string) {
  expect((await ask(person, email)).status).toBe(200)
  expect((await person.post(`/verify/${await linkIn(email, 'verify')}`)).body).toEqual({ email })
}
const dead = { status: 410, body: { code: 'link_dead' } }

describe('«Modifier» with another e-mail (back-office §2.4)', () => {
  test('the old one stays the login until the new one is confirmed; both addresses are told', async () => {
    const lea = await hub.person({ email: 'lea@old.test' })
    const { body } = await ask(lea, ' Lea@New.test ')
    expect(body).toMatchObject({ email: 'lea@old.test', pending_email: 'lea@new.test' })
    expect([await signsIn('lea@old.test'), await signsIn('lea@new.test')]).toEqual([true, false])
    expect(await subjects('lea@old.test')).toEqual(['Un changement d’adresse e-mail a été demandé'])
    const link = await linkIn('lea@new.test', 'verify')
    expect((await lea.post(`/verify/${link}`)).body).toEqual({ email: 'lea@new.test' })
    expect(await lea.post(`/verify/${link}`)).toMatchObject(dead)
    expect([await signsIn('lea@old.test'), await signsIn('lea@new.test')]).toEqual([false, true])
    expect((await lea.get('/profile')).body).toMatchObject({ email: 'lea@new.test', email_verified: true })
    for (const to of ['lea@old.test', 'lea@new.test'])
      expect(await subjects(to)).toContain('Votre adresse e-mail a été changée')
  })

  test('it asks for the password again; names and language do not (security S22)', async () => {
    const lea = await hub.person({ email: 'asked@old.test' })
    const refused = async (password: string | undefined) => {
      const body = { ...names, email: 'asked@new.test', ...(password && { current_password: password }) }
      const answer = await lea.patch('/profile', body)
      return [answer.status, answer.body.errors]
    }
    expect(await refused(undefined)).toMatchObject([422, [{ field: 'current_password', code: 'blank' }]])
    const wrong = [{ field: 'current_password', code: 'wrong_password' }]
    for (let attempt = 0; attempt < 10; attempt++)
      expect(await refused('pas le bon du tout')).toMatchObject([422, wrong])
    expect((await refused(personPassword))[0]).toBe(429)
    expect(await hub.mails('asked@new.test')).toEqual([])
    const { status, body } = await lea.patch('/profile', { ...names, first_name: 'Anna', email: lea.email })
    expect([status, body.first_name, body.pending_email]).toEqual([200, 'Anna', null])
  })

  test('one that has a profile is answered like any other (security S24)', async () => {
    const lea = await hub.person()
    const other = await hub.person()
    const invalid = await ask(lea, 'x@')
    expect([invalid.status, invalid.body.errors]).toMatchObject([
      422,
      [{ field: 'email', code: 'invalid_email' }],
    ])
    for (const email of [other.email, 'nobody.yet@home.test']) {
      const { status, body } = await ask(lea, email)
      expect([status, body.email, body.pending_email]).toEqual([200, lea.email, email])
    }
    expect(await subjects(other.email)).toEqual(['Vous avez déjà un profil'])
    expect((await hub.mails(other.email))[0]!.text).not.toContain('/verify/')
  })

  test('a link dies after seven days, or when another address or one’s own is asked for', async () => {
    const lea = await hub.person({ email: 'lea@home.test' })
    await ask(lea, 'first@home.test')
    await ask(lea, 'second@home.test')
    const confirm = async (email: string) => lea.post(`/verify/${await linkIn(email, 'verify')}`)
    expect((await confirm('first@home.test')).status).toBe(410)
    now += 8 * 24 * hourMs
    expect((await confirm('second@home.test')).status).toBe(410)
    await ask(lea, 'third@home.test')
    await lea.patch('/profile', { ...names, email: 'lea@home.test' })
    expect((await lea.get('/profile')).body.pending_email).toBeNull()
    expect((await confirm('third@home.test')).status).toBe(410)
  })

  test('somebody else has proven the address meanwhile: the link is dead', async () => {
    const lea = await hub.person()
    await ask(lea, 'wanted@home.test')
    await hub.person({ email: 'wanted@home.test' })
    const link = await linkIn('wanted@home.test', 'verify')
    expect((await lea.post(`/verify/${link}`)).status).toBe(410)
    expect((await lea.get(`/verify/${link}`)).status).toBe(410)
  })

  test('a changed password kills a change that waits', async () => {
    const lea = await hub.person()
    await ask(lea, 'thief@home.test')
    const password = 'une phrase bien longue'
    await lea.post('/password/change', { current_password: personPassword, password })
    const link = await linkIn('thief@home.test', 'verify')
    expect((await hub.visitor().post(`/verify/${link}/password`, { password })).status).toBe(410)
  })
})

describe('undoing an e-mail change (security S22)', () => {
  test('the old address gets a link; opening it does nothing, its button restores the login', async () => {
    const thief = await hub.person({ email: 'owner@shop.test' })
    await change(thief, 'thief@evil.test')
    const link = await linkIn('owner@shop.test', 'undo_email')
    const owner = hub.visitor()
    for (const _open of [1, 2])
      expect((await owner.get(`/email-undo/${link}`)).body).toEqual({
        email: 'owner@shop.test',
        current_email: 'thief@evil.test',
      })
    expect((await thief.get('/profile')).body.email).toBe('thief@evil.test')

    const { body } = await owner.post(`/email-undo/${link}`)
    expect(body).toEqual({ email: 'owner@shop.test', reset: expect.any(String) })
    expect((await thief.get('/profile')).status).toBe(401)
    // The thief knew the password, so it is invalid too.
    expect([await signsIn('owner@shop.test'), await signsIn('thief@evil.test')]).toEqual([false, false])
    const password = 'une phrase bien longue'
    expect((await owner.post(`/password/reset/${body.reset}`, { password })).status).toBe(204)
    expect(await signsIn('owner@shop.test', password)).toBe(true)
    expect(await owner.post(`/email-undo/${link}`)).toMatchObject(dead)
  })

  test('a thief who changes twice, or undoes the second change, does not keep the owner out', async () => {
    const thief = await hub.person({ email: 'twice@shop.test' })
    await change(thief, 'one@evil.test')
    now += hourMs
    await change(thief, 'two@evil.test')
    const [first, second] = [
      await linkIn('twice@shop.test', 'undo_email'),
      await linkIn('one@evil.test', 'undo_email'),
    ]
    expect((await hub.visitor().post(`/email-undo/${second}`)).body.email).toBe('one@evil.test')
    expect((await hub.visitor().post(`/email-undo/${first}`)).body.email).toBe('twice@shop.test')

    const other = await hub.person({ email: 'again@shop.test' })
    await change(other, 'three@evil.test')
    now += hourMs
    await change(other, 'four@evil.test')
    const later = await linkIn('three@evil.test', 'undo_email')
    await hub.visitor().post(`/email-undo/${await linkIn('again@shop.test', 'undo_email')}`)
    expect(await hub.visitor().post(`/email-undo/${later}`)).toMatchObject(dead)
  })

  test('after 24 hours it is over', async () => {
    const lea = await hub.person({ email: 'late@shop.test' })
    await change(lea, 'moved@shop.test')
    const link = await linkIn('late@shop.test', 'undo_email')
    now += 24 * hourMs + 1000
    expect(await hub.visitor().get(`/email-undo/${link}`)).toMatchObject(dead)
    expect(await hub.visitor().post(`/email-undo/${link}`)).toMatchObject(dead)
  })

  test('an address that was never proven is no owner: no link goes to it', async () => {
    const lea = await hub.person({ email: 'mistyped@shop.test', verified: false })
    await change(lea, 'right@shop.test')
    expect(await hub.mails('mistyped@shop.test')).toEqual([])
  })
})
