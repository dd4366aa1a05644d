import { type Person, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const clock = { offsetMs: 0, now: () => Date.now() + clock.offsetMs }
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ clock })
})
afterAll(() => hub.close())

const dayMs = 24 * 60 * 60 * 1000
const names = { first_name: 'Karim', last_name: 'Saïd', locale: 'fr-FR' }
const password = 'une phrase bien longue'
const hotline = 'hotline.kezia@jdc.fr'

/** An account with two locations, and a user for each role of back-office §3.1. */
async function cast() {
  const account = await hub.account({ name: 'Fast Pizza' })
  const second = await hub.location(account.id, 'Roubaix')
  return {
    account,
    second,
    admin: await hub.person({ admin: [account] }),
    manager: await hub.person({ manager: [account] }),
    locationAdmin: await hub.person({ admin: [account.locationId] }),
    locationManager: await hub.person({ manager: [account.locationId] }),
    stranger: await hub.person({ admin: [await hub.account()] }),
  }
}
type Cast = Awaited<ReturnType<typeof cast>>
const roles = ['admin', 'manager', 'locationAdmin', 'locationManager', 'stranger'] as const

async function invitationOf(email: string): Promise<string> {
  const { text } = (await hub.mails(email)).at(-1)!
  return /\/invitation\/([\w-]+)/.exec(text)![1]!
}
/** Accepts every pending right on the page «PROFIL». */
async function acceptOwn(person: Person) {
  for (const { account, id } of (await person.get('/profile')).body.invitations)
    expect((await person.post(`/profile/invitations/${account.id}/${id}`)).status).toBe(204)
}
const rowsOf = async (person: Person, path: string) =>
  (await person.get(`${path}/permissions`)).body as {
    id: string
    email: string
    role: string
    status: string
  }[]
const idOf = async (person: Person, path: string, email: string) =>
  (await rowsOf(person, path)).find((row) => row.email === email)!.id

describe('what each role may do (back-office §3.1)', () => {
  let of: Cast
  beforeAll(async () => {
    of = await cast()
  })
  const place = { name: 'Lens', country: 'FR', timezone: 'Europe/Paris' }
  const changes = { ...place, name: 'Lille', vat_number: null, billing_address: null }

  test.each<
    [action: string, expected: number[], act: (person: Person, of: Cast) => Promise<{ status: number }>]
  >([
    ['see the account', [200, 200, 404, 404, 404], (p, { account }) => p.get(`/accounts/${account.id}`)],
    [
      'see the location',
      [200, 200, 200, 200, 404],
      (p, { account }) => p.get(`/locations/${account.locationId}`),
    ],
    [
      'see another location of the account',
      [200, 200, 404, 404, 404],
      (p, { second }) => p.get(`/locations/${second}`),
    ],
    [
      'edit the account',
      [200, 200, 404, 404, 404],
      (p, { account }) =>
        p.patch(`/accounts/${account.id}`, { name: 'Fast Pizza', billing: { locale: 'fr-FR' } }),
    ],
    [
      'add a location',
      [200, 200, 404, 404, 404],
      (p, { account }) => p.post(`/accounts/${account.id}/locations`, place),
    ],
    [
      'edit the location',
      [200, 200, 200, 200, 404],
      (p, { account }) => p.patch(`/locations/${account.locationId}`, changes),
    ],
    [
      'edit another location',
      [200, 200, 404, 404, 404],
      (p, { second }) => p.patch(`/locations/${second}`, { ...changes, name: 'Roubaix' }),
    ],
    [
      'add a user to the account',
      [200, 403, 404, 404, 404],
      (p, { account, stranger }) =>
        p.post(`/accounts/${account.id}/permissions`, {
          email: stranger.email.replace('person', 'new'),
          role: 'manager',
        }),
    ],
    [
      'add a user to the location',
      [200, 403, 200, 403, 404],
      (p, { account }) =>
        p.post(`/locations/${account.locationId}/permissions`, { email: 'added@hub.test', role: 'manager' }),
    ],
    [
      'add a user to another location',
      [200, 403, 404, 404, 404],
      (p, { second }) =>
        p.post(`/locations/${second}/permissions`, { email: 'added@hub.test', role: 'manager' }),
    ],
    [
      'read the users of the account',
      [200, 200, 404, 404, 404],
      (p, { account }) => p.get(`/accounts/${account.id}/permissions`),
    ],
    [
      'read the users of the location',
      [200, 200, 200, 200, 404],
      (p, { account }) => p.get(`/locations/${account.locationId}/permissions`),
    ],
    [
      'create a catalog of the account',
      [200, 200, 404, 404, 404],
      (p, { account }) => p.post(`/accounts/${account.id}/catalogs`, { name: `Carte de ${p.email}` }),
    ],
    [
      'create a customer list of the location',
      [200, 200, 200, 200, 404],
      (p, { account }) =>
        p.post(`/locations/${account.locationId}/customer-lists`, { name: `Liste de ${p.email}` }),
    ],
  ])('%s', async (_action, expected, act) => {
    const got: number[] = []
    for (const role of roles) got.push((await act(of[role], of)).status)
    expect(got).toEqual(expected)
  })

  test('change and remove users: Admins only, of the account everywhere, of a location there', async () => {
    const { account, second, admin } = of
    const entities = [`/accounts/${account.id}`, `/locations/${account.locationId}`, `/locations/${second}`]
    const got: Record<string, number[]> = {}
    for (const role of roles) {
      got[role] = []
      for (const [index, path] of entities.entries()) {
        const email = `removed${index}@hub.test`
        await admin.post(`${path}/permissions`, { email, role: 'manager' })
        const id = await idOf(admin, path, email)
        got[role].push((await of[role].patch(`${path}/permissions/${id}`, { role: 'admin' })).status)
        got[role].push((await of[role].delete(`${path}/permissions/${id}`)).status)
      }
    }
    expect(got).toEqual({
      admin: [200, 204, 200, 204, 200, 204],
      manager: [403, 403, 403, 403, 403, 403],
      locationAdmin: [404, 404, 200, 204, 404, 404],
      locationManager: [404, 404, 403, 403, 404, 404],
      stranger: [404, 404, 404, 404, 404, 404],
    })
  })

  test('an account right covers locations that are created later', async () => {
    const { account, manager, locationAdmin } = of
    const later = await hub.location(account.id, 'Arras')
    expect((await manager.get(`/locations/${later}`)).status).toBe(200)
    expect((await locationAdmin.get(`/locations/${later}`)).status).toBe(404)
  })
})

describe('the card «Permissions» (back-office §3.4)', () => {
  test('a right that was accepted is added once more: its role is replaced, at once', async () => {
    const { account, admin } = await cast()
    const lea = await hub.person({ email: 'lea.m@hub.test', firstName: 'Léa', lastName: 'Morel' })
    const path = `/accounts/${account.id}`
    const { body } = await admin.post(`${path}/permissions`, { email: ' LEA.M@hub.test', role: 'manager' })
    await acceptOwn(lea)
    expect((await lea.get(path)).body.abilities.manage_users).toBe(false)
    const again = await admin.post(`${path}/permissions`, { email: 'lea.m@hub.test', role: 'admin' })
    expect(again.body).toEqual({
      id: body.id,
      status: 'active',
      name: 'Léa Morel',
      email: 'lea.m@hub.test',
      role: 'admin',
      inherited: false,
      is_self: false,
      mailed: true,
    })
    expect((await lea.get(path)).body.abilities.manage_users).toBe(true)
    expect(await hub.mails('lea.m@hub.test')).toHaveLength(1)
  })

  test('a location lists its own rights and the inherited ones, which are not changed there', async () => {
    const { account, admin, locationManager } = await cast()
    const path = `/locations/${account.locationId}`
    const rows = (await locationManager.get(`${path}/permissions`)).body
    expect(rows).toMatchObject([
      { role: 'admin', inherited: true, is_self: false },
      { role: 'manager', inherited: true },
      { role: 'admin', inherited: false },
      { role: 'manager', inherited: false, is_self: true },
    ])
    const answer = await admin.patch(`${path}/permissions/${rows[1].id}`, { role: 'admin' })
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  test('an address that is none, or a role that is none, is refused under its field', async () => {
    const { account, admin } = await cast()
    const answer = await admin.post(`/accounts/${account.id}/permissions`, { email: 'x@', role: 'owner' })
    expect(answer).toMatchObject({
      status: 422,
      body: {
        errors: [
          { field: 'email', code: 'invalid_email' },
          { field: 'role', code: 'unknown' },
        ],
      },
    })
  })

  test('a removed right is refused with the next request', async () => {
    const { account, admin, locationManager } = await cast()
    const path = `/locations/${account.locationId}`
    const id = await idOf(admin, path, locationManager.email)
    expect((await locationManager.get(path)).status).toBe(200)
    expect((await admin.delete(`${path}/permissions/${id}`)).status).toBe(204)
    expect((await locationManager.get(path)).status).toBe(404)
    expect((await locationManager.get('/session')).body.accounts).toEqual([])
    expect((await admin.delete(`${path}/permissions/${id}`)).status).toBe(404)
  })

  test('one’s own right is given up from the profile only', async () => {
    const { account, manager, admin, locationAdmin } = await cast()
    const path = `/accounts/${account.id}`
    const own = await idOf(manager, path, manager.email)
    expect((await manager.delete(`${path}/permissions/${own}`)).body.code).toBe('forbidden')
    const adminRow = await idOf(admin, path, admin.email)
    expect((await manager.delete(`${path}/permissions/${adminRow}?own=true`)).body.code).toBe('forbidden')
    const locationPath = `/locations/${account.locationId}`
    const ofLocation = await idOf(locationAdmin, locationPath, locationAdmin.email)
    const refused = await locationAdmin.delete(`${locationPath}/permissions/${ofLocation}`)
    expect(refused).toMatchObject({ status: 409, body: { code: 'own_permission' } })
    expect((await manager.delete(`${path}/permissions/${own}?own=true`)).status).toBe(204)
    expect((await manager.get(path)).status).toBe(404)
  })

  test('the last Admin cannot be removed or demoted, from the account or the profile (back-office §10.6)', async () => {
    const { account, admin } = await cast()
    const path = `/accounts/${account.id}`
    const id = await idOf(admin, path, admin.email)
    const refusal = { status: 409, body: { code: 'last_admin', message: expect.stringContaining('Admin') } }
    expect(await admin.patch(`${path}/permissions/${id}`, { role: 'manager' })).toMatchObject(refusal)
    expect(await admin.post(`${path}/permissions`, { email: admin.email, role: 'manager' })).toMatchObject(
      refusal,
    )
    expect(await admin.delete(`${path}/permissions/${id}?own=true`)).toMatchObject(refusal)
    // An Admin who is only invited, or of one location only, does not count.
    await admin.post(`${path}/permissions`, { email: 'later@hub.test', role: 'admin' })
    expect(await admin.delete(`${path}/permissions/${id}?own=true`)).toMatchObject(refusal)
    const second = await hub.person()
    await admin.post(`${path}/permissions`, { email: second.email, role: 'admin' })
    expect(await admin.delete(`${path}/permissions/${id}?own=true`)).toMatchObject(refusal)
    await acceptOwn(second)
    expect((await admin.delete(`${path}/permissions/${id}?own=true`)).status).toBe(204)
    expect((await second.get(path)).status).toBe(200)
  })

  test('two Admins who remove one another at the same instant leave one', async () => {
    const account = await hub.account()
    const [first, second] = [await hub.person({ admin: [account] }), await hub.person({ admin: [account] })]
    const path = `/accounts/${account.id}`
    const ids = await Promise.all([first, second].map((person) => idOf(first, path, person.email)))
    const answers = await Promise.all([
      first.delete(`${path}/permissions/${ids[1]}`),
      second.delete(`${path}/permissions/${ids[0]}`),
    ])
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    const left = (await first.get(path)).status === 200 ? first : second
    expect((await rowsOf(left, path)).filter(({ role }) => role === 'admin')).toHaveLength(1)
  })

  test('a form sent twice adds one user and sends one mail (back-office §10.10)', async () => {
    const { account, admin } = await cast()
    const send = () =>
      admin.post(
        `/accounts/${account.id}/permissions`,
        { email: 'twice@hub.test', role: 'manager' },
        { headers: { 'idempotency-key': 'form-1' } },
      )
    const [first, second] = await Promise.all([send(), send()])
    expect(first.status).toBe(200)
    expect(second.body).toEqual(first.body)
    expect(await hub.mails('twice@hub.test')).toHaveLength(1)
    expect(
      (await rowsOf(admin, `/accounts/${account.id}`)).filter(({ email }) => email === 'twice@hub.test'),
    ).toHaveLength(1)
  })
})

describe('invitations (back-office §3.4)', () => {
  const accept = (secret: string, changes: object = {}, browser = hub.visitor()) =>
    browser.post(`/invitations/${secret}`, { ...names, password, ...changes })

  test('the story of the guide: the hotline is invited to one location as Manager (back-office §10.1)', async () => {
    const { account, second, admin } = await cast()
    const path = `/locations/${account.locationId}`
    const { body: row } = await admin.post(`${path}/permissions`, { email: hotline, role: 'manager' })
    expect(row).toMatchObject({ status: 'invited', name: null, email: hotline, role: 'manager' })
    const [mail] = await hub.mails(hotline)
    expect(mail!.subject).toBe('Invitation à gérer un point de vente')
    expect(mail!.text).toContain(`Léa Petit vous propose un accès à « Lille - ${account.locationId} »`)
    const secret = await invitationOf(hotline)
    const browser = hub.visitor()
    expect((await browser.get(`/invitations/${secret}`)).body).toEqual({
      email: hotline,
      entity: `Lille - ${account.locationId}`,
      role: 'manager',
      has_profile: false,
    })
    const { status, body } = await accept(secret, {}, browser)
    expect(status).toBe(200)
    expect(body.user).toMatchObject({ email: hotline, email_verified: true, first_name: 'Karim' })
    expect(body.accounts).toMatchObject([{ id: account.id, role: null, abilities: null }])
    expect(body.accounts[0].locations).toMatchObject([
      {
        id: account.locationId,
        role: 'manager',
        abilities: { disconnect: false, manage_users: false, block: true, connect: true },
      },
    ])
    expect((await browser.get(`/locations/${account.locationId}`)).status).toBe(200)
    expect((await browser.get(`/locations/${second}`)).status).toBe(404)
    expect((await browser.get(`/accounts/${account.id}`)).status).toBe(404)
    const byHand = await browser.delete(`${path}/permissions/${row.id}`)
    expect(byHand).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect((await rowsOf(admin, path)).find(({ id }) => id === row.id)).toMatchObject({
      status: 'active',
      name: 'Karim Saïd',
    })
    expect((await admin.delete(`${path}/permissions/${row.id}`)).status).toBe(204)
    expect((await browser.get(path)).status).toBe(404)
  })

  test('a link works once, for seven days, and not when the right is withdrawn or sent again', async () => {
    const { account, admin } = await cast()
    const path = `/accounts/${account.id}`
    const dead = { status: 410, body: { code: 'link_dead' } }
    const invite = async (email: string) => {
      const { body } = await admin.post(`${path}/permissions`, { email, role: 'manager' })
      return { id: body.id as string, secret: await invitationOf(email) }
    }
    const used = await invite('used@hub.test')
    const both = await Promise.all([accept(used.secret), accept(used.secret)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410])
    expect(await accept(used.secret)).toMatchObject(dead)

    const late = await invite('late@hub.test')
    clock.offsetMs = 7 * dayMs + 1000
    expect(await accept(late.secret)).toMatchObject(dead)
    clock.offsetMs = 0
    expect((await hub.visitor().get(`/invitations/${late.secret}`)).status).toBe(200)

    const withdrawn = await invite('withdrawn@hub.test')
    await admin.delete(`${path}/permissions/${withdrawn.id}`)
    expect(await accept(withdrawn.secret)).toMatchObject(dead)

    const resent = await invite('resent@hub.test')
    const answer = await admin.post(`${path}/permissions/${resent.id}/resend`)
    expect(answer.body).toMatchObject({ status: 'invited', email: 'resent@hub.test' })
    expect(await hub.mails('resent@hub.test')).toHaveLength(2)
    expect(await accept(resent.secret)).toMatchObject(dead)
    expect((await accept(await invitationOf('resent@hub.test'))).status).toBe(200)
    expect((await admin.post(`${path}/permissions/${resent.id}/resend`)).status).toBe(404)
    expect(await hub.visitor().get('/invitations/nope')).toMatchObject(dead)
  })

  test('a weak password or missing names leave the link good', async () => {
    const { account, admin } = await cast()
    await admin.post(`/accounts/${account.id}/permissions`, { email: 'weak@hub.test', role: 'manager' })
    const secret = await invitationOf('weak@hub.test')
    const { status, body } = await accept(secret, { first_name: '', password: 'sept789' })
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([
      { field: 'first_name', code: 'blank' },
      { field: 'password', code: 'password_too_short' },
    ])
    expect((await accept(secret)).status).toBe(200)
  })

  test('who signs up with that address sees the right once it is proven, and has it once accepted', async () => {
    const { account, admin } = await cast()
    await admin.post(`/accounts/${account.id}/permissions`, { email: 'self@hub.test', role: 'manager' })
    const invited = await invitationOf('self@hub.test')
    const person = hub.visitor()
    await person.post('/signup', { ...names, email: 'self@hub.test', password })
    expect((await person.get('/profile')).body.invitations).toEqual([])
    expect((await person.get('/session')).body.invitations).toBe(0)
    const { text } = (await hub.mails('self@hub.test')).at(-1)!
    const link = /\/verify\/([\w-]+)/.exec(text)![1]
    expect((await person.post(`/verify/${link}/password`, { password: `${password} 2` })).status).toBe(200)
    expect((await person.get('/session')).body).toMatchObject({ accounts: [], invitations: 1 })
    expect((await person.get(`/accounts/${account.id}`)).status).toBe(404)
    await acceptOwn(person)
    expect((await person.get(`/accounts/${account.id}`)).status).toBe(200)
    expect((await person.get('/session')).body).toMatchObject({
      accounts: [{ id: account.id }],
      invitations: 0,
    })
    expect((await hub.visitor().get(`/invitations/${invited}`)).status).toBe(410)
  })

  test('signing up first with somebody else’s address gains nothing', async () => {
    const { account, admin } = await cast()
    const squatter = hub.visitor()
    await squatter.post('/signup', { ...names, first_name: 'Mallory', email: 'desk@hub.test', password })
    const path = `/locations/${account.locationId}`
    const { body: row } = await admin.post(`${path}/permissions`, { email: 'desk@hub.test', role: 'admin' })
    expect(row).toMatchObject({ status: 'invited', name: null })
    expect((await squatter.get(path)).status).toBe(404)
    expect((await squatter.get('/profile')).body.permissions).toEqual([])

    const owner = hub.visitor()
    const secret = await invitationOf('desk@hub.test')
    expect((await accept(secret, { password: 'le vrai mot de passe' }, owner)).status).toBe(200)
    expect((await owner.get(path)).status).toBe(200)
    expect((await owner.get('/profile')).body).toMatchObject({ first_name: 'Karim', email_verified: true })
    expect((await squatter.get('/profile')).status).toBe(401)
    expect((await squatter.post('/login', { email: 'desk@hub.test', password })).status).toBe(401)
  })

  test('an app to which the former owner of the profile told his name knows nothing of the new one', async () => {
    const { account, admin } = await cast()
    const squatter = await hub.person({ email: 'desk2@hub.test', verified: false })
    const app = await hub.app('Curious', { account, scope: 'profile_with_email', userId: squatter.userId })
    expect((await app.get('/user')).body).toMatchObject({ email: null, first_name: 'Léa' })
    await admin.post(`/accounts/${account.id}/permissions`, { email: 'desk2@hub.test', role: 'manager' })
    expect((await accept(await invitationOf('desk2@hub.test'))).status).toBe(200)
    expect((await app.get('/user')).status).toBe(401)
  })

  test('a link accepts its own right; others that wait for the address still wait', async () => {
    const [one, two] = [await cast(), await cast()]
    for (const { account, admin } of [one, two])
      await admin.post(`/accounts/${account.id}/permissions`, { email: 'both@hub.test', role: 'manager' })
    const person = hub.visitor()
    const { body } = await accept(await invitationOf('both@hub.test'), {}, person)
    expect(body).toMatchObject({ accounts: [{ id: two.account.id }], invitations: 1 })
    await acceptOwn(person)
    const ids = (await person.get('/session')).body.accounts.map(({ id }: TestAccount) => id)
    expect(new Set(ids)).toEqual(new Set([one.account.id, two.account.id]))
  })

  test('whoever has a verified profile accepts the link signed in, and by nothing else', async () => {
    const { account, admin } = await cast()
    const [lea, other] = [await hub.person(), await hub.person()]
    await admin.post(`/accounts/${account.id}/permissions`, { email: lea.email, role: 'manager' })
    const secret = await invitationOf(lea.email)
    expect((await hub.visitor().get(`/invitations/${secret}`)).body.has_profile).toBe(true)
    expect((await hub.visitor().post(`/invitations/${secret}/accept`)).status).toBe(401)
    expect((await other.post(`/invitations/${secret}/accept`)).status).toBe(403)
    expect((await accept(secret)).status).toBe(410)
    const { body } = await lea.post(`/invitations/${secret}/accept`)
    expect(body.accounts).toMatchObject([{ id: account.id }])
    expect((await lea.get(`/accounts/${account.id}`)).status).toBe(200)
    expect((await lea.post(`/invitations/${secret}/accept`)).status).toBe(410)
  })
})

describe('a right takes effect when its person accepts (security S24)', () => {
  test('for a known person as for an unknown one: same answer, no name, nothing in reach', async () => {
    const { account, admin } = await cast()
    const lea = await hub.person({ firstName: 'Léa', lastName: 'Morel' })
    const path = `/locations/${account.locationId}`
    const add = async (email: string) => {
      const { status, body } = await admin.post(`${path}/permissions`, { email, role: 'manager' })
      return { status, body: { ...body, id: '', email: '' } }
    }
    const [known, unknown] = [await add(lea.email), await add('nobody.knows@hub.test')]
    expect(known).toEqual(unknown)
    expect(known.body).toMatchObject({ status: 'invited', name: null })
    const mails = await Promise.all([lea.email, 'nobody.knows@hub.test'].map((to) => hub.mails(to)))
    expect(mails.map(([mail]) => mail?.subject)).toEqual([
      'Invitation à gérer un point de vente',
      'Invitation à gérer un point de vente',
    ])
    expect((await lea.get('/session')).body).toMatchObject({ accounts: [], invitations: 1 })
    expect((await lea.get(path)).status).toBe(404)
    await acceptOwn(lea)
    expect((await rowsOf(admin, path)).find(({ email }) => email === lea.email)).toMatchObject({
      status: 'active',
      name: 'Léa Morel',
    })
    expect((await lea.get(path)).status).toBe(200)
  })

  test('refused, it is gone; somebody else’s is not there', async () => {
    const { account, admin } = await cast()
    const [lea, other] = [await hub.person(), await hub.person()]
    const path = `/accounts/${account.id}`
    const { body } = await admin.post(`${path}/permissions`, { email: lea.email, role: 'manager' })
    const own = `/profile/invitations/${account.id}/${body.id}`
    expect([(await other.post(own)).status, (await other.delete(own)).status]).toEqual([404, 404])
    const claiming = await hub.person({ email: lea.email, verified: false })
    expect([(await claiming.post(own)).status, (await claiming.delete(own)).status]).toEqual([403, 403])
    expect((await lea.delete(own)).status).toBe(204)
    expect((await lea.post(own)).status).toBe(404)
    expect((await rowsOf(admin, path)).some(({ email }) => email === lea.email)).toBe(false)
  })
})
