import { type Person, personPassword, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

// Security §10.3. An attacker who signs up with a support desk's address, or changes to it, never gets the rights
// that a merchant gives to the desk, whatever happens to the links in the mails.

const clock = { offsetMs: 0, now: () => Date.now() + clock.offsetMs }
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ clock })
})
afterAll(() => hub.close())
// Failed logins of the previous test no longer count.
beforeEach(() => {
  clock.offsetMs += 30 * 60_000
})

const names = { first_name: 'Mallory', last_name: 'Vil', locale: 'fr-FR' }
const attackerPassword = 'le mot de passe du voleur'
const deskPassword = 'le vrai mot de passe'
let desks = 0

async function linkIn(to: string, page: string) {
  const links = (await hub.mails(to)).map(({ text }) => new RegExp(`/${page}/([\\w-]+)`).exec(text)?.[1])
  return links.findLast((link) => link !== undefined)!
}

interface Attack {
  attacker: Person
  /** The attacker's own address, for logins and password resets. */
  ownEmail: string | undefined
}

const attacks = {
  async 'signs up with'(email: string): Promise<Attack> {
    const attacker = hub.visitor()
    const answer = await attacker.post('/signup', { ...names, email, password: attackerPassword })
    expect(answer.status).toBe(200)
    return { attacker, ownEmail: undefined }
  },
  async 'changes to'(email: string): Promise<Attack> {
    const attacker = await hub.person()
    const body = { ...names, email, current_password: personPassword }
    expect((await attacker.patch('/profile', body)).status).toBe(200)
    return { attacker, ownEmail: attacker.email }
  },
}

/** A mail scanner follows the link and everything that the page may load without user action. */
async function scan(link: string) {
  const scanner = hub.visitor()
  for (const method of ['GET', 'HEAD']) await scanner.fetch(`/verify/${link}`, { method })
  expect((await scanner.get(`/verify/${link}`)).body.confirm).toBe('password')
  // The request that the confirmation page used to send on load.
  expect((await scanner.post(`/verify/${link}`)).status).toBe(401)
}

async function invite(account: TestAccount, email: string) {
  const merchant = await hub.person({ admin: [account] })
  const answer = await merchant.post(`/accounts/${account.id}/permissions`, { email, role: 'admin' })
  expect(answer).toMatchObject({ status: 200, body: { status: 'invited', name: null } })
}

/** The attacker reaches nothing of the account: not by the session, a new login, a reset or an undo. */
async function seesNothing({ attacker, ownEmail }: Attack, email: string, account: TestAccount) {
  const browsers = [attacker]
  for (const [to, password] of [
    [email, attackerPassword],
    [email, personPassword],
    [ownEmail, personPassword],
  ]) {
    if (to === undefined) continue
    const browser = hub.visitor()
    await browser.post('/login', { email: to, password })
    browsers.push(browser)
  }
  if (ownEmail !== undefined) {
    const undo = await linkIn(ownEmail, 'undo_email')
    if (undo !== undefined) {
      const { body } = await hub.visitor().post(`/email-undo/${undo}`)
      await hub.visitor().post(`/password/reset/${body.reset}`, { password: attackerPassword })
      const browser = hub.visitor()
      expect((await browser.post('/login', { email: ownEmail, password: attackerPassword })).status).toBe(200)
      browsers.push(browser)
    }
  }
  for (const browser of browsers) {
    expect((await browser.get(`/accounts/${account.id}`)).status).not.toBe(200)
    const { body } = await browser.get('/session')
    expect([body.accounts, body.invitations]).toEqual([[], 0])
  }
}

describe.each(Object.entries(attacks))('an attacker %s a desk’s address (security S19)', (_how, attack) => {
  const setUp = async () => {
    const email = `desk${++desks}@support.test`
    return { email, account: await hub.account(), ...(await attack(email)) }
  }

  test.each(['before', 'after'])(
    'a merchant invites the desk %s its link is opened and scanned',
    async (when) => {
      const { email, account, attacker, ownEmail } = await setUp()
      if (when === 'before') await invite(account, email)
      const link = await linkIn(email, 'verify')
      await scan(link)
      // The desk is signed in elsewhere as another user: the button is not for that session.
      const colleague = await hub.person()
      expect((await colleague.get(`/verify/${link}`)).body.confirm).toBe('password')
      expect(await colleague.post(`/verify/${link}`)).toMatchObject({
        status: 409,
        body: { code: 'password_required' },
      })
      if (when === 'after') await invite(account, email)
      await seesNothing({ attacker, ownEmail }, email, account)

      // The desk accepts its invitation, and is the only user of its profile.
      const desk = hub.visitor()
      const secret = await linkIn(email, 'invitation')
      const accepted = await desk.post(`/invitations/${secret}`, { ...names, password: deskPassword })
      expect(accepted.status).toBe(200)
      expect((await desk.get(`/accounts/${account.id}`)).status).toBe(200)
      await seesNothing({ attacker, ownEmail }, email, account)
    },
  )

  test('the desk sets a password on the page of that link, and accepts: the attacker is out', async () => {
    const { email, account, attacker, ownEmail } = await setUp()
    await invite(account, email)
    const link = await linkIn(email, 'verify')
    const desk = hub.visitor()
    expect((await desk.post(`/verify/${link}/password`, { password: deskPassword })).status).toBe(200)
    expect((await attacker.get('/profile')).status).toBe(401)
    const secret = await linkIn(email, 'invitation')
    expect((await desk.post(`/invitations/${secret}/accept`)).status).toBe(200)
    expect((await desk.get(`/accounts/${account.id}`)).status).toBe(200)
    await seesNothing({ attacker, ownEmail }, email, account)

    // Whether undone or not, the right belongs to the desk's address.
    const again = hub.visitor()
    const known = await again.post('/login', { email, password: deskPassword })
    if (known.status === 200) expect((await again.get(`/accounts/${account.id}`)).status).toBe(200)
    else {
      const merchant = await hub.person({ admin: [account] })
      const { body } = await merchant.get(`/accounts/${account.id}/permissions`)
      const row = body.find((each: { email: string }) => each.email === email)
      expect(row).toMatchObject({ status: 'invited', name: null, role: 'admin' })
    }
  })

  test('while a permission waits, the button does not count even in the attacker’s own session', async () => {
    const { email, account, attacker } = await setUp()
    const link = await linkIn(email, 'verify')
    expect((await attacker.get(`/verify/${link}`)).body.confirm).toBe('button')
    await invite(account, email)
    expect((await attacker.get(`/verify/${link}`)).body.confirm).toBe('password')
    expect((await attacker.post(`/verify/${link}`)).status).toBe(409)
  })
})

test('links that the attacker has waiting do not move the desk’s profile (security S19)', async () => {
  const email = `desk${++desks}@support.test`
  const { attacker } = await attacks['signs up with'](email)
  const body = { ...names, email: 'mallory@evil.test', current_password: attackerPassword }
  expect((await attacker.patch('/profile', body)).status).toBe(200)
  const account = await hub.account()
  await invite(account, email)
  const desk = hub.visitor()
  await desk.post(`/invitations/${await linkIn(email, 'invitation')}`, { ...names, password: deskPassword })
  const waiting = await linkIn('mallory@evil.test', 'verify')
  const stolen = hub.visitor()
  expect((await stolen.post(`/verify/${waiting}/password`, { password: attackerPassword })).status).toBe(410)
  expect((await desk.get('/profile')).body.email).toBe(email)
})

describe('a verified address (security S19)', () => {
  const signUp = async (email: string) => {
    const person = hub.visitor()
    await person.post('/signup', { ...names, email, password: attackerPassword })
    return { person, link: await linkIn(email, 'verify') }
  }

  test('is one whose button was pressed in a session of that very profile', async () => {
    const { person, link } = await signUp('button@hub.test')
    expect((await person.get(`/verify/${link}`)).body).toEqual({
      email: 'button@hub.test',
      confirm: 'button',
    })
    expect((await person.get('/session')).body.user.email_verified).toBe(false)
    expect((await person.post(`/verify/${link}`)).body).toEqual({ email: 'button@hub.test' })
    expect((await person.get('/session')).body.user.email_verified).toBe(true)
    expect((await person.post(`/verify/${link}`)).status).toBe(410)
    expect((await person.get('/verify/nope')).body.code).toBe('link_dead')
  })

  test('or for which a password was set on the page of the link: other sessions end', async () => {
    const { person, link } = await signUp('byword@hub.test')
    const phone = hub.visitor()
    const short = await phone.post(`/verify/${link}/password`, { password: 'sept789' })
    expect(short.body.errors).toMatchObject([{ field: 'password', code: 'password_too_short' }])
    const { body } = await phone.post(`/verify/${link}/password`, { password: deskPassword })
    expect(body.user).toMatchObject({ email: 'byword@hub.test', email_verified: true })
    expect((await phone.get('/profile')).status).toBe(200)
    expect((await person.get('/profile')).status).toBe(401)
    const login = (password: string) => hub.visitor().post('/login', { email: 'byword@hub.test', password })
    expect((await login(attackerPassword)).status).toBe(401)
    expect((await login(deskPassword)).status).toBe(200)
  })

  test('the link is sent again on «PROFIL», until the address is verified', async () => {
    const { person } = await signUp('again@hub.test')
    expect((await person.post('/profile/verification')).status).toBe(204)
    expect(await hub.mails('again@hub.test')).toHaveLength(2)
    await person.post(`/verify/${await linkIn('again@hub.test', 'verify')}`)
    expect((await person.post('/profile/verification')).status).toBe(204)
    expect(await hub.mails('again@hub.test')).toHaveLength(2)
  })

  test('apps are told an address only when it is verified (security S20)', async () => {
    const claimed = await hub.person({ email: 'claimed@hub.test', verified: false })
    const app = await hub.app('Curious', { scope: 'profile_with_email', userId: claimed.userId })
    const { status, body } = await app.get('/user')
    expect([status, body.id, body.email]).toEqual([200, claimed.userId, null])
    await claimed.post('/profile/verification')
    await claimed.post(`/verify/${await linkIn('claimed@hub.test', 'verify')}`)
    expect((await app.get('/user')).body.email).toBe('claimed@hub.test')
  })
})
