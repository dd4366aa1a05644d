import { type Person, personPassword, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const clock = { offsetMs: 0, now: () => Date.now() + clock.offsetMs }
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ clock })
})
afterAll(() => hub.close())

const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs
const password = 'une phrase bien longue'
const zoe = { first_name: 'Zoé', last_name: 'Martin', password, locale: 'fr-FR' }

/** The last part of the link in the newest mail to that address. */
async function secretOf(email: string, path: string): Promise<string> {
  const { text } = (await hub.mails(email)).at(-1)!
  return new RegExp(`/${path}/([\\w-]+)`).exec(text)![1]!
}

async function elapse(ms: number, work: () => Promise<void>) {
  clock.offsetMs += ms
  try {
    await work()
  } finally {
    clock.offsetMs -= ms
  }
}

const signUp = async (email: string, changes: object = {}): Promise<Person> => {
  const person = hub.visitor()
  const answer = await person.post('/signup', { ...zoe, email, ...changes })
  expect(answer.status).toBe(200)
  return person
}
const codes = (answer: { body: { errors?: { field: string; code: string }[] } }) =>
  Object.fromEntries((answer.body.errors ?? []).map(({ field, code }) => [field, code]))

describe('the session (back-office §2.1)', () => {
  test('answers anyone, with a CSRF token bound to it', async () => {
    const visitor = hub.visitor()
    const { status, body, headers } = await visitor.get('/session')
    expect(status).toBe(200)
    expect(body).toEqual({
      csrf: expect.any(String),
      user: null,
      accounts: [],
      banners: [],
      invitations: 0,
    })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-frame-options')).toBe('DENY')
    const cookie = headers.get('set-cookie')!
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Lax')
    expect(cookie).not.toContain('Secure')
    expect((await visitor.get('/session')).body.csrf).toBe(body.csrf)
    expect((await hub.visitor().get('/session')).body.csrf).not.toBe(body.csrf)
  })

  test('tells who is signed in, and what he may do where', async () => {
    const account = await hub.account({ name: 'Fast Pizza' })
    const second = await hub.location(account.id, 'Roubaix')
    const admin = await hub.person({ admin: [account], firstName: 'Ines', lastName: 'Roux' })
    const { body } = await admin.get('/session')
    expect(body.user).toEqual({
      id: admin.userId,
      first_name: 'Ines',
      last_name: 'Roux',
      email: admin.email,
      email_verified: true,
      locale: 'fr-FR',
    })
    expect(body.user.id).toMatch(/^[a-z0-9]{5,12}$/)
    expect(body.accounts).toMatchObject([
      {
        id: account.id,
        name: 'Fast Pizza',
        currency: 'EUR',
        role: 'admin',
        abilities: { add_location: true },
      },
    ])
    expect(body.accounts[0].locations).toMatchObject([
      { id: account.locationId, timezone: 'Europe/Paris', role: 'admin' },
      { id: second, role: 'admin', abilities: { disconnect: true, add_location: false } },
    ])
  })

  test('without its CSRF token, or with another one, nothing is done (back-office §10.10)', async () => {
    const visitor = hub.visitor()
    await visitor.get('/session')
    const other = hub.visitor()
    const foreign = await other.csrf()
    for (const csrf of [null, '', 'x'.repeat(43), foreign]) {
      const answer = await visitor.post('/signup', { ...zoe, email: 'csrf@hub.test' }, { csrf })
      expect(answer).toMatchObject({ status: 403, body: { code: 'csrf' } })
    }
    expect((await visitor.post('/signup', { ...zoe, email: 'csrf@hub.test' })).status).toBe(200)
  })

  test('a request from the page of another site is refused, its token included', async () => {
    const person = await hub.person()
    const headers = { origin: 'https://evil.example' }
    expect(await person.post('/logout-everywhere', undefined, { headers })).toMatchObject({
      status: 403,
      body: { code: 'csrf' },
    })
    expect((await person.get('/session')).body.user).not.toBeNull()
    expect((await person.post('/logout', undefined, { headers: { origin: hub.origin } })).status).toBe(204)
  })

  test('lasts 30 days from its last use, on several devices (security S23)', async () => {
    const phone = await hub.person()
    const laptop = hub.visitor()
    await laptop.post('/login', { email: phone.email, password: personPassword })
    await elapse(29 * dayMs, async () => {
      const { body, headers } = await phone.get('/session')
      expect(body.user).not.toBeNull()
      expect(headers.get('set-cookie')).toContain('hub_session=')
    })
    await elapse(31 * dayMs, async () => {
      expect((await phone.get('/session')).body.user).not.toBeNull()
      expect((await laptop.get('/session')).body.user).toBeNull()
      expect(await laptop.get('/profile')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
    })
  })

  test('ends after 90 days, however often it is used (security S23)', async () => {
    const person = await hub.person()
    const statusAfter = async (days: number) => {
      let status = 0
      await elapse(days * dayMs, async () => {
        status = (await person.get('/profile')).status
      })
      return status
    }
    for (const days of [29, 58, 87, 89]) expect(await statusAfter(days)).toBe(200)
    expect(await statusAfter(91)).toBe(401)
  })
})

describe('sign-up (back-office §2.2)', () => {
  test('makes a profile that is signed in at once, and sends a link', async () => {
    const person = hub.visitor()
    const before = await person.csrf()
    const { status, body } = await person.post('/signup', { ...zoe, email: ' Zoe.M@Hub.test ' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      user: { first_name: 'Zoé', email: 'zoe.m@hub.test', email_verified: false, locale: 'fr-FR' },
      accounts: [],
    })
    expect(body.csrf).not.toBe(before)
    expect((await person.get('/session')).body).toEqual(body)
    expect((await secretOf('zoe.m@hub.test', 'verify')).length).toBeGreaterThan(20)
  })

  test('all mistakes are told at once, each under its field', async () => {
    const visitor = hub.visitor()
    const body = { first_name: '  ', email: 'x@', password: 'sept789', locale: 'de-DE', colour: 'red' }
    const answer = await visitor.post('/signup', body)
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } })
    expect(codes(answer)).toEqual({
      first_name: 'blank',
      last_name: 'blank',
      email: 'invalid_email',
      password: 'password_too_short',
      locale: 'unknown',
      colour: 'invalid',
    })
  })

  test.each([
    ['x'.repeat(129), 'password_too_long'],
    ['Motdepasse123', 'password_too_common'],
    ['same@hub.test', 'password_is_email'],
  ])('the password %s is refused', async (given, code) => {
    const answer = await hub.visitor().post('/signup', { ...zoe, email: 'same@hub.test', password: given })
    expect(codes(answer)).toEqual({ password: code })
  })

  test('a new password is not the name of an account of the person (security S25)', async () => {
    const person = await signUp('roma@hub.test')
    const place = { location_name: 'Lille', country: 'FR', timezone: 'Europe/Paris', currency: 'EUR' }
    expect((await person.post('/accounts', { name: 'Pizzeria Roma', ...place })).status).toBe(200)
    const change = { current_password: password, password: 'pizzeria-roma-59' }
    expect(codes(await person.post('/password/change', change))).toEqual({ password: 'password_is_name' })
  })

  test('a password is taken as it is typed, blanks included; a name is trimmed', async () => {
    const person = await signUp('blanks@hub.test', { password: '  deux blancs  ', first_name: ' Zoé ' })
    expect((await person.get('/profile')).body.first_name).toBe('Zoé')
    const login = (given: string) =>
      hub.visitor().post('/login', { email: 'blanks@hub.test', password: given })
    expect((await login('deux blancs')).status).toBe(401)
    expect((await login('  deux blancs  ')).status).toBe(200)
  })

  test.each([
    ['not JSON', '{"email":'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['nothing', ''],
    ['control characters', JSON.stringify({ ...zoe, email: 'a@b.fr', first_name: 'a\u0000b' })],
    ['a line break in a name', JSON.stringify({ ...zoe, email: 'a@b.fr', first_name: 'a\nBcc: x@y.fr' })],
    ['a number for a name', JSON.stringify({ ...zoe, email: 'a@b.fr', first_name: 7 })],
    ['a huge body', JSON.stringify({ ...zoe, email: 'a@b.fr', first_name: 'x'.repeat(100_000) })],
  ])('%s as the form is refused with a sentence', async (_what, text) => {
    const visitor = hub.visitor()
    const response = await visitor.fetch('/api/signup', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': await visitor.csrf() },
      body: text,
    })
    expect([400, 422]).toContain(response.status)
    const answer = (await response.json()) as { code: string; message: string }
    expect(['request_invalid', 'validation_failed']).toContain(answer.code)
    expect(answer.message).toMatch(/\w+ \w+/)
  })
})

describe('login (back-office §2.1)', () => {
  test('a wrong password and an unknown address get the same sentence (back-office §10.5)', async () => {
    const person = await hub.person()
    const wrong = await hub.visitor().post('/login', { email: person.email, password: 'wrong password' })
    const unknown = await hub
      .visitor()
      .post('/login', { email: 'nobody@hub.test', password: 'wrong password' })
    expect(wrong.status).toBe(401)
    expect(wrong.body).toEqual(unknown.body)
    expect(wrong.body.code).toBe('wrong_credentials')
  })

  test('changes session and CSRF token; logout ends it on the server', async () => {
    const person = await hub.person()
    const browser = hub.visitor()
    const before = await browser.csrf()
    const { body } = await browser.post('/login', {
      email: person.email.toUpperCase(),
      password: personPassword,
    })
    expect(body.user.id).toBe(person.userId)
    expect(body.csrf).not.toBe(before)
    const stolen = hub.visitor().withSession(browser.cookies.hub_session!)
    expect((await stolen.get('/profile')).status).toBe(200)
    expect((await browser.post('/logout')).status).toBe(204)
    expect((await browser.get('/session')).body.user).toBeNull()
    expect((await stolen.get('/profile')).status).toBe(401)
  })
})

describe('a lost password (back-office §2.3)', () => {
  const forgot = (email: string) => hub.visitor().post('/password/forgot', { email })

  test('the link works once, within two hours, and ends all sessions', async () => {
    const person = await hub.person({ locale: 'en-GB' })
    expect((await forgot(person.email)).status).toBe(204)
    const secret = await secretOf(person.email, 'reset_password')
    const browser = hub.visitor()
    expect(await browser.get(`/password/reset/${secret}`)).toMatchObject({
      status: 200,
      body: { email: person.email },
    })
    const short = await browser.post(`/password/reset/${secret}`, { password: 'sept789' })
    expect(codes(short)).toEqual({ password: 'password_too_short' })
    expect((await browser.post(`/password/reset/${secret}`, { password })).status).toBe(204)
    const again = await browser.post(`/password/reset/${secret}`, { password: 'another long one' })
    expect(again).toMatchObject({ status: 410, body: { code: 'link_dead' } })
    expect(await browser.get(`/password/reset/${secret}`)).toMatchObject({ status: 410 })
    expect((await person.get('/profile')).status).toBe(401)
    expect((await browser.post('/login', { email: person.email, password: personPassword })).status).toBe(401)
    expect((await browser.post('/login', { email: person.email, password })).status).toBe(200)
    expect((await hub.mails(person.email)).at(-1)!.subject).toBe('Your password has been changed')
  })

  test('a link dies after two hours, and with the use of another', async () => {
    const person = await hub.person()
    await forgot(person.email)
    const first = await secretOf(person.email, 'reset_password')
    await elapse(2 * hourMs + 1000, async () => {
      expect((await hub.visitor().get(`/password/reset/${first}`)).status).toBe(410)
      expect((await hub.visitor().post(`/password/reset/${first}`, { password })).status).toBe(410)
    })
    expect((await hub.visitor().get(`/password/reset/${first}`)).status).toBe(200)
    await forgot(person.email)
    const second = await secretOf(person.email, 'reset_password')
    expect(second).not.toBe(first)
    expect((await hub.visitor().post(`/password/reset/${second}`, { password })).status).toBe(204)
    expect((await hub.visitor().post(`/password/reset/${first}`, { password })).status).toBe(410)
  })

  test('an unknown address gets the same answer, and no mail', async () => {
    expect((await forgot('stranger@hub.test')).status).toBe(204)
    expect(await hub.mails('stranger@hub.test')).toEqual([])
    expect(codes(await forgot('x@'))).toEqual({ email: 'invalid_email' })
  })

  test('a person is not flooded with mails', async () => {
    const person = await hub.person()
    for (let i = 0; i < 8; i++) expect((await forgot(person.email)).status).toBe(204)
    expect(await hub.mails(person.email)).toHaveLength(5)
  })

  test('of two uses at the same instant one succeeds', async () => {
    const person = await hub.person()
    await forgot(person.email)
    const secret = await secretOf(person.email, 'reset_password')
    const both = await Promise.all(
      [1, 2].map((n) => hub.visitor().post(`/password/reset/${secret}`, { password: `${password} ${n}` })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([204, 410])
  })

  test('of two links used at once one succeeds, the other dies (back-office §2.3)', async () => {
    const person = await hub.person()
    const secrets: string[] = []
    for (let i = 0; i < 2; i++) {
      await forgot(person.email)
      secrets.push(await secretOf(person.email, 'reset_password'))
    }
    const both = await Promise.all(
      secrets.map((secret) => hub.visitor().post(`/password/reset/${secret}`, { password })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([204, 410])
  })
})

describe('the profile (back-office §2.4)', () => {
  test('shows and changes names and language; the mails follow', async () => {
    const account = await hub.account({ name: 'Fast Pizza' })
    const person = await hub.person({ admin: [account], manager: [account.locationId] })
    const named = { id: account.id, name: 'Fast Pizza' }
    expect((await person.get('/profile')).body.permissions).toMatchObject([
      { account: named, location: null, role: 'admin' },
      { account: named, location: { id: account.locationId, name: 'Lille' }, role: 'manager' },
    ])
    const changes = { first_name: ' Anna ', last_name: 'Klein', locale: 'en-GB' }
    const { body } = await person.patch('/profile', changes)
    expect(body).toMatchObject({ first_name: 'Anna', last_name: 'Klein', locale: 'en-GB' })
    expect((await person.get('/session')).body.user).toMatchObject({ first_name: 'Anna', locale: 'en-GB' })
    expect(codes(await person.patch('/profile', { ...changes, last_name: '', email: 'nobody' }))).toEqual({
      last_name: 'blank',
      email: 'invalid_email',
    })
    await hub.visitor().post('/password/forgot', { email: person.email })
    expect((await hub.mails(person.email))[0]!.subject).toBe('Reset your password')
  })

  test('changing the password needs the current one, and ends the other sessions only', async () => {
    const person = await hub.person()
    const other = hub.visitor()
    await other.post('/login', { email: person.email, password: personPassword })
    const wrong = await person.post('/password/change', { current_password: 'wrong one', password })
    expect(codes(wrong)).toEqual({ current_password: 'wrong_password' })
    const weak = await person.post('/password/change', {
      current_password: personPassword,
      password: 'azertyuiop',
    })
    expect(codes(weak)).toEqual({ password: 'password_too_common' })
    const right = await person.post('/password/change', { current_password: personPassword, password })
    expect(right.status).toBe(204)
    expect((await person.get('/profile')).status).toBe(200)
    expect((await other.get('/profile')).status).toBe(401)
    expect((await hub.mails(person.email)).map(({ subject }) => subject)).toEqual([
      'Votre mot de passe a été changé',
    ])
  })

  test('«Déconnexion de tous les appareils» ends every session, this one included', async () => {
    const person = await hub.person()
    const other = hub.visitor()
    await other.post('/login', { email: person.email, password: personPassword })
    expect((await person.post('/logout-everywhere')).status).toBe(204)
    expect((await person.get('/profile')).status).toBe(401)
    expect((await other.get('/profile')).status).toBe(401)
  })
})

test('an app reads the language of the profile and the zone of the first location within reach (accounts §6)', async () => {
  const account = await hub.account()
  const martinique = await hub.location(account.id, 'Fort-de-France', 'America/Martinique')
  const everywhere = await hub.person({ admin: [account], locale: 'en-GB' })
  const there = await hub.person({ manager: [martinique] })
  const nowhere = await hub.person()
  const read = async ({ userId }: Person) =>
    (await (await hub.app('Login', { scope: 'profile_with_email', userId })).get('/user')).body
  expect(await read(everywhere)).toMatchObject({
    id: everywhere.userId,
    first_name: 'Léa',
    last_name: 'Petit',
    email: everywhere.email,
    locales: ['en-GB'],
    timezone: { name: 'Europe/Paris' },
  })
  expect(await read(there)).toMatchObject({ locales: ['fr-FR'], timezone: { name: 'America/Martinique' } })
  expect(await read(nowhere)).toMatchObject({ timezone: { name: Temporal.Now.timeZoneId() } })
})

test('passwords, sessions and links are in the database as hashes only (design, Secrets)', async () => {
  const person = await signUp('secrets@hub.test')
  const verify = await secretOf('secrets@hub.test', 'verify')
  await hub.visitor().post('/password/forgot', { email: 'secrets@hub.test' })
  const reset = await secretOf('secrets@hub.test', 'reset_password')
  const tables = [
    'person',
    'person_credential',
    'person_session',
    'person_link',
    'throttle',
    'form_answer',
    'pgboss.job',
  ]
  const dump = await Promise.all(
    tables.map(async (table) => JSON.stringify(await hub.parts.db.run(`select * from ${table} t`))),
  )
  const text = dump.join('\n')
  expect(text).toContain('$argon2id$')
  for (const secret of [password, person.cookies.hub_session!, verify, reset])
    expect(text).not.toContain(secret)
})
