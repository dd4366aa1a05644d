import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../connector/testing/till.ts'
import type { TechnicalEventPage } from '../technical-events/wire.ts'
import { margherita, settableClock } from '../testing/counter-sale.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import type { Profile } from './wire.ts'

const password = 'le patron 42'
const both = (newPassword: string) => ({ newPassword, confirmation: newPassword })

/** A separate station, which keeps its cookie like a browser. */
function openPoste(till: TestTill) {
  let cookie = ''
  async function call<T>(method: string, path: string, body?: unknown, headers = {}) {
    const response = await fetch(till.url + path, {
      method,
      headers: { cookie, ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    const text = await response.text()
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T }
  }
  return {
    call,
    profile: async () => (await call<Profile>('GET', '/api/profile')).body,
    become: (profile: string, given = '') => call('POST', '/api/profile', { profile, password: given }),
    protect: () => call('PUT', '/api/profile/supervisor-password', both(password)),
  }
}

const sale = margherita()

test('a fresh install is open: SUPERVISEUR without password (kezia §5.12, D16)', async () => {
  const till = await startTestTill()
  expect(await openPoste(till).profile()).toEqual({
    name: 'supervisor',
    base: 'supervisor',
    hasSupervisorPassword: false,
    hasIntervenantPassword: false,
  })
})

test('once SUPERVISEUR has a password, other postes are Vendeur: CAISSE, COMMANDES, Commandes Web and no more', async () => {
  const till = await startTestTill()
  const office = openPoste(till)
  expect((await office.protect()).status).toBe(204)
  expect(await office.profile()).toMatchObject({ name: 'supervisor' })
  expect((await office.call('GET', '/api/backups')).status).toBe(200)

  const counter = openPoste(till)
  expect(await counter.profile()).toMatchObject({ name: 'seller' })
  for (const path of [
    '/api/counter/articles',
    '/api/web-orders',
    '/api/articles?definition=',
    '/api/hub',
    '/api/backups/last',
  ])
    expect(await counter.call('GET', path)).toMatchObject({ status: 200 })
  expect(await counter.call('POST', '/api/sales', sale)).toMatchObject({ status: 201 })
  const draft = '/api/sale-drafts/0b671a64-40d5-491e-99b0-da01ff1f3341'
  expect((await counter.call('DELETE', draft)).status).not.toBe(403)
  const refusedCalls: [string, string, unknown?][] = [
    ['GET', '/api/backups'],
    ['GET', '/api/stock'],
    ['GET', '/api/technical-events'],
    ['GET', '/api/exchange/export?dataset=articles&format=csv'],
    ['POST', '/api/articles', {}],
    ['PUT', '/api/articles/1', {}],
    ['POST', '/api/articles/1/stock', {}],
    ['POST', '/api/stock/movements', {}],
    ['POST', '/api/inventories', {}],
    ['POST', '/api/sellers', {}],
    ['POST', '/api/sales/1/credit', {}],
    ['GET', '/api/journals'],
    ['GET', '/api/statistics'],
    ['GET', '/api/settlements'],
    ['POST', '/api/closings', {}],
    ['PUT', '/api/company', {}],
    ['DELETE', '/api/customers/2'],
    ['POST', '/api/printers', {}],
    ['POST', '/api/backups', {}],
    ['POST', '/api/hub/disconnect', {}],
    ['PUT', '/api/hub/options', {}],
    ['PUT', '/api/web-order-settings', {}],
    ['PUT', '/api/intervenant/password', both('a new password')],
    ['PUT', '/api/profile/supervisor-password', both('')],
  ]
  for (const [method, path, body] of refusedCalls)
    expect([method, path, (await counter.call(method, path, body)).status]).toEqual([method, path, 403])
  expect(await counter.profile()).toMatchObject({
    hasSupervisorPassword: true,
    hasIntervenantPassword: false,
  })
})

test('the password opens everything again, «Vendeur» closes it, and guessing makes everyone wait', async () => {
  const till = await startTestTill()
  await openPoste(till).protect()
  const poste = openPoste(till)
  expect(await poste.become('supervisor', 'wrong')).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'password', message: 'Mot de passe refusé.' }] },
  })
  expect((await poste.become('supervisor', password)).status).toBe(204)
  expect((await poste.call('GET', '/api/backups')).status).toBe(200)
  expect((await poste.become('seller')).status).toBe(204)
  expect((await poste.call('GET', '/api/backups')).status).toBe(403)
  for (let attempt = 1; attempt <= 5; attempt++) await poste.become('supervisor', 'guess')
  expect(await poste.become('supervisor', password)).toMatchObject({ status: 429 })
})

test('four hours without a write end SUPERVISEUR on a poste, and no sale brings it back (kezia §5.12)', async () => {
  const clock = settableClock('2026-11-27T08:00:00Z')
  const till = await startTestTill({ clock })
  const office = openPoste(till)
  await office.protect()
  clock.set('2026-11-27T11:59:00Z')
  expect((await office.call('POST', '/api/sales', margherita())).status).toBe(201)
  clock.set('2026-11-27T15:58:00Z')
  expect(await office.profile()).toMatchObject({ name: 'supervisor' })
  clock.set('2026-11-27T16:00:00Z')
  expect((await office.call('POST', '/api/sales', margherita())).status).toBe(201)
  expect(await office.profile()).toMatchObject({ name: 'seller' })
  expect((await office.call('GET', '/api/backups')).status).toBe(403)
})

test('a poste that became Vendeur stays Vendeur, whatever it sells (kezia §5.12)', async () => {
  const clock = settableClock('2026-11-27T08:00:00Z')
  const counter = openPoste(await startTestTill({ clock }))
  expect((await counter.become('seller')).status).toBe(204)
  expect((await counter.call('POST', '/api/sales', margherita())).status).toBe(201)
  clock.set('2026-11-28T08:00:00Z')
  expect(await counter.profile()).toMatchObject({ name: 'seller' })
})

test('the intervenant changes the settings of W-4 and restores, on a poste that is Vendeur', async () => {
  const till = await startTestTill()
  const office = openPoste(till)
  await office.call('PUT', '/api/intervenant/password', both('technicien 1'))
  await office.protect()
  const poste = openPoste(till)
  const { body } = await poste.call<{ key: string }>('POST', '/api/intervenant/identify', {
    password: 'technicien 1',
  })
  const headers = { 'x-intervenant': body.key }
  expect((await poste.call<Profile>('GET', '/api/profile', undefined, headers)).body).toMatchObject({
    name: 'intervenant',
    base: 'seller',
  })
  const { body: settings } = await poste.call('GET', '/api/web-order-settings')
  expect((await poste.call('PUT', '/api/web-order-settings', settings)).status).toBe(403)
  expect((await poste.call('PUT', '/api/web-order-settings', settings, headers)).status).toBe(200)
  expect((await poste.call('GET', '/api/backups', undefined, headers)).status).toBe(200)
  expect((await poste.call('POST', '/api/articles', {}, headers)).status).toBe(403)
})

test('a key given while no intervenant password was set opens nothing to a Vendeur', async () => {
  const till = await startTestTill()
  const poste = openPoste(till)
  const { body } = await poste.call<{ key: string }>('POST', '/api/intervenant/identify', {
    password: 'anything',
  })
  await openPoste(till).protect()
  const headers = { 'x-intervenant': body.key }
  expect((await poste.call('GET', '/api/backups', undefined, headers)).status).toBe(403)
})

test('JET: who changed which setting, who identified himself, connections and disconnections; never a secret (§5.14)', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const office = openPoste(till)
  await office.call('PUT', '/api/hub/options', { preparationMinutes: 35 })
  await office.protect()
  await office.become('supervisor', 'wrong')
  await office.call('POST', '/api/hub/disconnect', {})
  const { body } = await office.call<TechnicalEventPage>('GET', '/api/technical-events?kind=all')
  const lines = body.events.map(({ kind, who, what }) => `${kind} | ${who} | ${what}`)
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^start \| Caisse \| Démarrage de la version /),
      expect.stringMatching(/^connection \| SUPERVISEUR \(127\.0\.0\.1\) \| Connexion à HubRise : /),
      'setting | SUPERVISEUR (127.0.0.1) | Durée de préparation par défaut (min) : 20 → 35',
      'setting | SUPERVISEUR (127.0.0.1) | Mot de passe SUPERVISEUR : changé',
      'intervention | SUPERVISEUR (127.0.0.1) | Mot de passe SUPERVISEUR refusé',
      'connection | SUPERVISEUR (127.0.0.1) | Déconnexion de HubRise',
    ]),
  )
  expect(JSON.stringify(body)).not.toContain(hub.tokens[0])
  const { body: connections } = await office.call<TechnicalEventPage>(
    'GET',
    '/api/technical-events?kind=connection',
  )
  expect(connections.total).toBe(2)
})

test('JET: a line is never changed nor deleted', async () => {
  const dataDir = temporaryFolder()
  await startTestTill({ dataDir })
  const sqlite = new DatabaseSync(join(dataDir, 'till.sqlite'))
  onTestFinished(() => sqlite.close())
  for (const change of ["update technical_event set who = 'nobody'", 'delete from technical_event'])
    expect(() => sqlite.exec(change)).toThrow('technical_event is append-only')
})

test('JET: a connection revoked at the hub is in it', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub, { pollSeconds: 1 })
  hub.revokeAll()
  await until(async () => {
    const { body } = await till.get<TechnicalEventPage>('/api/technical-events?kind=connection')
    expect(body.events.map(({ what }) => what)).toContain('HubRise : connexion révoquée')
  })
})
