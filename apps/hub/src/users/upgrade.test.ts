import { type Person, personPassword, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from './passwords.ts'

/**
 * Rows as written by the version in which a library managed users (decision 0006), recorded by running that version
 * with the tests' secret. Only ids and addresses differ from test to test.
 */
const recordedAt = '2026-12-02T03:29:53.426Z'
const passwordHash =
  '$argon2id$v=19$m=19456,t=2,p=1$p9CbD+m/YUGYPawUOP5MFg$jaIH2+4dZv4PviaiJaGt0wtoq/j9BtJ9VOqh5AEp+EA'
const session = {
  token: '_y8Ruew9SRtZRx8_2H2F1_GKldykaW3ajePVF8GMU5o',
  token_hash: '0xCeaQVLwnzHy7ZbJ2Ssy6pFF-UyaGgv8euPNa4uu38',
  expires_at: '2027-06-03T03:29:53.425Z',
}
const links = {
  reset: {
    secret: 'BGUJohQjgeJa9clLUG8erei4hkeY4Src',
    identifier: '_Scl3wSy5DLxtMjvjOzOG7GRP5UT_9O4EsHfZHIr6WY',
    expires_at: '2026-12-02T05:29:53.444Z',
  },
  verify: {
    secret: 'h_T9ZnnhAuYmQWmEZBf1viK2zg08Fu46',
    identifier: '8hWa__XpQzeI1vqNFqF7cfqVJ8-FKp88qaO53hHiQew',
    expires_at: '2026-12-09T03:29:53.459Z',
  },
  email: {
    secret: 'Rv8e48z-9FTySW1BaZ35MCS5ShVgi_Ag',
    identifier: '9nFpXRq-mBTmMdFd6KY1btySMBnC1u_AIZYwiOtsgBU',
    expires_at: '2026-12-09T03:29:53.469Z',
  },
  undo: {
    secret: 'jH4qwXwVYQkwNvDv40XjV7qWyxv_qyeU',
    identifier: 'crgF_5GVpjtFrVgDVVyx6VnklC6I52Ls-DNIOjCeSlw',
    expires_at: '2026-12-03T03:29:53.482Z',
  },
}

const dayMs = 24 * 60 * 60 * 1000
const clock = { offsetMs: 0, now: () => Date.parse('2026-12-02T03:40:00Z') + clock.offsetMs }
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ clock })
})
afterAll(() => hub.close())

async function storePerson(id: string, { verified }: { verified: boolean }): Promise<string> {
  const { db } = hub.parts
  const email = `${id}@hub.test`
  await db`insert into person values (${id}, 'Léa Petit', 'Léa', 'Petit', ${email}, ${verified}, 'fr-FR', null,
    ${recordedAt}, ${recordedAt})`
  await db`insert into person_credential values (${`c${id}`}, ${id}, 'credential', ${id}, ${passwordHash},
    ${recordedAt}, ${recordedAt})`
  return email
}
async function storeSession(userId: string): Promise<Person> {
  await hub.parts.db`insert into person_session values (${`s${userId}`}, ${userId}, ${session.token_hash},
    ${session.expires_at}, '127.0.0.1', 'Mozilla/5.0', ${recordedAt}, ${recordedAt})
    on conflict (token_hash) do update set person_id = excluded.person_id`
  return hub.visitor().withSession(session.token)
}
/** @returns the secret in the mail's link */
async function storeLink(kind: keyof typeof links, rest: string): Promise<string> {
  const { identifier, expires_at, secret } = links[kind]
  await hub.parts
    .db`insert into person_link values (${kind}, ${identifier}, ${`${kind} ${rest}`}, ${expires_at},
    ${recordedAt}, ${recordedAt})`
  return secret
}
const login = async (email: string, password: string) =>
  (await hub.visitor().post('/login', { email, password })).status
const password = 'une phrase bien longue'
const dead = { status: 410, body: { code: 'link_dead' } }

test('a session from before the update goes on, and ends after 90 days (security S23)', async () => {
  await storePerson('before01', { verified: true })
  const browser = await storeSession('before01')
  expect((await browser.get('/session')).body.user).toMatchObject({ id: 'before01', first_name: 'Léa' })
  for (const days of [29, 58, 87]) {
    clock.offsetMs = days * dayMs
    expect((await browser.get('/profile')).status).toBe(200)
  }
  clock.offsetMs = 91 * dayMs
  expect((await browser.get('/profile')).status).toBe(401)
  clock.offsetMs = 0
  expect((await browser.post('/logout')).status).toBe(204)
  expect((await hub.visitor().withSession(session.token).get('/profile')).status).toBe(401)
})

test('a session from before the update that is not used ends after 30 days (security S23)', async () => {
  await storePerson('before08', { verified: true })
  const browser = await storeSession('before08')
  clock.offsetMs = 31 * dayMs
  expect((await browser.get('/profile')).status).toBe(401)
  clock.offsetMs = 0
  expect((await browser.get('/profile')).status).toBe(200)
  expect((await browser.post('/logout')).status).toBe(204)
})

test('a password from before the update opens, and a wrong one does not (security S25)', async () => {
  const email = await storePerson('before02', { verified: true })
  expect([await login(email, personPassword), await login(email, password)]).toEqual([200, 401])
})

test('a password of 8 characters that was set before still opens (security S25)', async () => {
  const email = await storePerson('before09', { verified: true })
  const short = 'huit 888'
  await hub.parts.db`update person_credential set password = ${await hashPassword(short)}
    where person_id = 'before09'`
  expect(await login(email, short)).toBe(200)
})

test('a reset link from before the update sets a password, once (back-office §2.3)', async () => {
  const email = await storePerson('before03', { verified: true })
  const secret = await storeLink('reset', `before03 ${email}`)
  const visitor = hub.visitor()
  expect((await visitor.get(`/password/reset/${secret}`)).body).toEqual({ email })
  // Kind and secret are hashed together, so the same secret is not valid for another kind of link.
  expect(await visitor.get(`/verify/${secret}`)).toMatchObject(dead)
  expect((await visitor.post(`/password/reset/${secret}`, { password })).status).toBe(204)
  expect(await visitor.post(`/password/reset/${secret}`, { password })).toMatchObject(dead)
  expect([await login(email, password), await login(email, personPassword)]).toEqual([200, 401])
})

test('a link from before the update verifies the address in the own session (security S19)', async () => {
  const email = await storePerson('before04', { verified: false })
  const browser = await storeSession('before04')
  const secret = await storeLink('verify', `before04 ${email}`)
  expect((await browser.get(`/verify/${secret}`)).body).toEqual({ email, confirm: 'button' })
  expect((await browser.post(`/verify/${secret}`)).body).toEqual({ email })
  expect((await browser.get('/profile')).body).toMatchObject({ email, email_verified: true })
})

test('an e-mail change asked for before the update is confirmed after it (back-office §2.4)', async () => {
  await storePerson('before05', { verified: true })
  const browser = await storeSession('before05')
  const secret = await storeLink('email', 'before05 new.before05@hub.test')
  expect((await browser.get('/profile')).body.pending_email).toBe('new.before05@hub.test')
  expect((await browser.post(`/verify/${secret}`)).body).toEqual({ email: 'new.before05@hub.test' })
  expect(await login('new.before05@hub.test', personPassword)).toBe(200)
})

test('an e-mail change made before the update is undone by its link (security S22)', async () => {
  const current_email = await storePerson('before06', { verified: true })
  const secret = await storeLink('undo', 'before06 old.before06@hub.test 1796182193482')
  const visitor = hub.visitor()
  const email = 'old.before06@hub.test'
  expect((await visitor.get(`/email-undo/${secret}`)).body).toEqual({ email, current_email })
  expect((await visitor.post(`/email-undo/${secret}`)).body).toMatchObject({ email })
  expect(await login(email, personPassword)).toBe(401)
})

test('a link from before the update dies when its time is over (back-office §2.3)', async () => {
  const email = await storePerson('before07', { verified: true })
  const secret = await storeLink('reset', `before07 ${email}`)
  expect((await hub.visitor().get(`/password/reset/${secret}`)).status).toBe(200)
  clock.offsetMs = 2 * 60 * 60 * 1000
  expect(await hub.visitor().get(`/password/reset/${secret}`)).toMatchObject(dead)
  expect(await hub.visitor().post(`/password/reset/${secret}`, { password })).toMatchObject(dead)
  clock.offsetMs = 0
})
