import { type Person, personPassword, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const clock = { offsetMs: 0, now: () => Date.now() + clock.offsetMs }
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ clock })
})
afterAll(() => hub.close())

async function elapse(ms: number, work: () => Promise<void>) {
  clock.offsetMs += ms
  try {
    await work()
  } finally {
    clock.offsetMs -= ms
  }
}

/** A browser at that network address, with its cookies. */
function browserAt(remoteAddress: string) {
  const cookies = new Map<string, string>()
  const keep = (header: string | string[] | number | undefined) => {
    for (const cookie of [header ?? []].flat().map(String)) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
  }
  const cookie = () => [...cookies].map((pair) => pair.join('=')).join('; ')
  return {
    cookies,
    async post(url: string, payload: object) {
      const session = await hub.http.inject({
        url: '/api/session',
        remoteAddress,
        headers: { cookie: cookie() },
      })
      keep(session.headers['set-cookie'])
      const headers = { cookie: cookie(), 'x-csrf-token': session.json().csrf as string }
      const answer = await hub.http.inject({ method: 'POST', url, payload, headers, remoteAddress })
      keep(answer.headers['set-cookie'])
      return { status: answer.statusCode, body: answer.payload === '' ? undefined : answer.json(), answer }
    },
    login(email: string, password: string) {
      return this.post('/api/login', { email, password })
    },
  }
}
const wrong = 'wrong password'

describe('login limits slow down, they do not lock out (security S24)', () => {
  test('after ten failures an account waits for one try at a time, even with the right password', async () => {
    const { email } = await hub.person()
    const attempt = (password: string, address: string) => browserAt(address).login(email, password)
    for (let i = 0; i < 10; i++) expect((await attempt(wrong, `10.1.0.${i}`)).status).toBe(401)
    const refused = await attempt(personPassword, '10.1.1.1')
    expect([refused.status, refused.body.code]).toEqual([429, 'too_many_attempts'])
    expect(Number(refused.answer.headers['retry-after'])).toBe(refused.body.retry_after)
    expect(refused.body.retry_after).toBeLessThanOrEqual(90)
    await elapse(91_000, async () => {
      expect((await attempt(personPassword, '10.1.1.1')).status).toBe(200)
      expect((await attempt(wrong, '10.1.1.2')).status).toBe(401)
      expect((await attempt(personPassword, '10.1.1.3')).status).toBe(429)
    })
    await elapse(18 * 60_000, async () => {
      for (let i = 0; i < 10; i++) expect((await attempt(wrong, `10.1.2.${i}`)).status).toBe(401)
    })
  })

  test('after ten failures a network address is slowed down, whoever it tries', async () => {
    const { email } = await hub.person()
    const attempt = (to: string, password: string) => browserAt('10.2.0.1').login(to, password)
    for (let i = 0; i < 12; i++) expect((await attempt(email, personPassword)).status).toBe(200)
    const tries = await Promise.all(
      Array.from({ length: 14 }, (_, i) => attempt(`guess${i}@hub.test`, wrong)),
    )
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(10)
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(4)
    expect((await attempt(email, personPassword)).status).toBe(429)
    expect((await browserAt('10.2.0.2').login(email, personPassword)).status).toBe(200)
  })

  test('whoever tries passwords elsewhere does not lock the owner’s known browser out', async () => {
    const { email } = await hub.person()
    const owner = browserAt('10.3.0.1')
    expect((await owner.login(email, personPassword)).status).toBe(200)
    await owner.post('/api/logout', {})
    for (let i = 0; i < 10; i++) await browserAt(`10.3.1.${i}`).login(email, wrong)
    for (let i = 0; i < 10; i++) await browserAt('10.3.0.1').login(`guess${i}@hub.test`, wrong)
    expect((await browserAt('10.3.9.9').login(email, personPassword)).status).toBe(429)
    expect((await owner.login(email, personPassword)).status).toBe(200)
    await owner.post('/api/logout', {})
    // Its own counter slows down this browser, and no other.
    for (let i = 0; i < 10; i++) expect((await owner.login(email, wrong)).status).toBe(401)
    expect((await owner.login(email, personPassword)).status).toBe(429)
    await elapse(91_000, async () => {
      expect((await owner.login(email, personPassword)).status).toBe(200)
    })
  })

  test('a browser is known for who signed in there, not for another profile of the address', async () => {
    const { email } = await hub.person()
    const attacker = browserAt('10.4.0.1')
    const names = { first_name: 'M', last_name: 'V', locale: 'fr-FR' }
    const own = 'le mot de passe du voleur'
    expect((await attacker.post('/api/signup', { ...names, email, password: own })).status).toBe(200)
    await attacker.post('/api/logout', {})
    for (let i = 0; i < 10; i++) await browserAt(`10.4.1.${i}`).login(email, wrong)
    // The account's counter is used up, so even the owner's correct password fails from here.
    expect((await attacker.login(email, personPassword)).status).toBe(401)
    expect((await attacker.login(email, own)).status).toBe(200)
  })

  test('the cookie of a known browser is signed: one that was made up is none', async () => {
    const { email, userId } = await hub.person()
    const browser = browserAt('10.5.0.1')
    const payload = Buffer.from(JSON.stringify({ id: 'x', people: [userId] })).toString('base64url')
    browser.cookies.set('hub_browser', `${payload}.${'A'.repeat(43)}`)
    for (let i = 0; i < 10; i++) await browserAt(`10.5.1.${i}`).login(email, wrong)
    expect((await browser.login(email, personPassword)).status).toBe(429)
  })
})

describe('known and unknown addresses are answered alike (security S24)', () => {
  const names = { first_name: 'Zoé', last_name: 'Martin', locale: 'fr-FR' }
  const password = 'une phrase bien longue'
  const signUp = async (email: string) => {
    const person = hub.visitor()
    const answer = await person.post('/signup', { ...names, email, password })
    return { person, answer }
  }
  /** The session without the values that differ between any two users. */
  const shape = ({ status, body }: { status: number; body: { user: object } }) => ({
    status,
    body: { ...body, csrf: '', user: { ...body.user, id: '', email: '' } },
  })
  const hashesOf = async (person: Person) => {
    const { body } = await person.get('/session')
    const rows = await hub.parts.db<{ kind: string }>`select split_part(password, '$', 2) as kind
      from person_credential where person_id = ${body.user.id}`
    return rows.map(({ kind }) => kind)
  }

  test('signing up: same answer, same work, one mail each; only the owner’s mail tells', async () => {
    const owner = await hub.person({ email: 'owner@known.test' })
    const account = await hub.account()
    const [known, unknown] = [await signUp(owner.email), await signUp('nobody@unknown.test')]
    expect(shape(known.answer)).toEqual(shape(unknown.answer))
    expect(await hashesOf(known.person)).toEqual(['argon2id'])
    expect(await hashesOf(unknown.person)).toEqual(['argon2id'])
    expect((await hub.mails(owner.email)).map(({ subject }) => subject)).toEqual(['Vous avez déjà un profil'])
    expect(await hub.mails('nobody@unknown.test')).toHaveLength(1)

    // The new profile claims the address and gets nothing that belongs to its owner.
    const profile = async (person: Person) => {
      const { body } = await person.get('/profile')
      return { ...body, email: '' }
    }
    expect(await profile(known.person)).toEqual(await profile(unknown.person))
    expect((await known.person.get(`/accounts/${account.id}`)).status).toBe(404)
    expect((await known.person.post('/profile/verification')).status).toBe(204)
    const texts = (await hub.mails(owner.email)).map(({ text }) => text).join()
    expect(texts).not.toContain('/verify/')
    expect((await owner.get('/profile')).status).toBe(200)

    // Both sign in again with their own password, each to their own profile.
    const login = async (given: string) =>
      (await hub.visitor().post('/login', { email: owner.email, password: given })).body.user.id
    expect(await login(personPassword)).toBe(owner.userId)
    expect(await login(password)).toBe((await known.person.get('/session')).body.user.id)
  })

  test('after the limit of a network address both are refused', async () => {
    const owner = await hub.person({ email: 'counted@known.test' })
    const from = (email: string) => browserAt('10.6.0.1').post('/api/signup', { ...names, email, password })
    for (let i = 0; i < 60; i++) expect((await from(`counted${i}@unknown.test`)).status).toBe(200)
    const [known, unknown] = [await from(owner.email), await from('counted@unknown.test')]
    expect([known.status, known.body.code]).toEqual([429, 'too_many_attempts'])
    expect([unknown.status, unknown.body.code]).toEqual([429, 'too_many_attempts'])
  })

  test('asking for a reset: the same answer, and a job each', async () => {
    const owner = await hub.person()
    const ask = async (email: string) => {
      const { status, body } = await hub.visitor().post('/password/forgot', { email })
      return { status, body }
    }
    expect(await ask(owner.email)).toEqual(await ask('no.one@unknown.test'))
    expect(await hub.mails(owner.email)).toHaveLength(1)
  })

  test('a profile whose address was claimed first by somebody else is verified all the same', async () => {
    await signUp('race@known.test')
    const { person } = await signUp('race@known.test')
    const { text } = (await hub.mails('race@known.test')).at(-1)!
    const link = /\/verify\/([\w-]+)/.exec(text)![1]
    expect((await person.post(`/verify/${link}`)).status).toBe(200)
    const first = (await hub.mails('race@known.test'))[0]!.text
    const other = /\/verify\/([\w-]+)/.exec(first)![1]
    expect((await hub.visitor().post(`/verify/${other}/password`, { password })).status).toBe(410)
  })
})
