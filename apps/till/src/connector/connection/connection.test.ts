import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/start.ts'
import { startStubHub, stubClient } from '../testing/stub-hub.ts'
import { jumpingClock, onlyOrder, startConnectedTill, startHubTill, until } from '../testing/till.ts'

function textOfFiles(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

describe('connecting (kezia R-C1 to R-C5)', () => {
  test('the page to authorise is asked for with everything the hub needs', async () => {
    const hub = await startStubHub()
    const till = await startHubTill(hub)
    const url = new URL((await till.state()).authorizeUrl!)
    expect(url.origin + url.pathname).toBe(`${hub.origin}/oauth2/v1/authorize`)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      redirect_uri: 'urn:ietf:wg:oauth:2.0:oob',
      client_id: stubClient.id,
      scope: 'location[orders.write,customer_list.write,catalog.write]',
      device_id: expect.stringMatching(/^0-1-[0-9a-f-]{36}$/),
      country: 'FR',
    })
  })

  test('the code is exchanged by the server, and the window shows names and ids', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    expect(await till.state()).toMatchObject({
      isConnected: true,
      trouble: null,
      account: { id: 'k7w2p', name: 'Pizzeria Roma' },
      location: { id: 'k7w2p-0', name: 'Lille' },
      catalog: { id: 'q9f4x', name: 'Carte' },
      customerList: { id: 'd3m8v', name: 'Clients' },
      tokenTail: hub.tokens[0]!.slice(-4),
    })
  })

  test('three calls follow, in this order, and an order placed before appears', async () => {
    const hub = await startStubHub()
    const { id } = hub.place({ status: 'new' })
    hub.place({ status: 'completed' })
    const till = await startConnectedTill(hub)
    expect((await onlyOrder(till)).sourceId).toBe(id)
    expect(hub.calls().slice(0, 4)).toEqual([
      'POST /oauth2/v1/token',
      'GET /v1/location',
      'POST /v1/callback',
      'GET /v1/location/orders',
    ])
    const events = JSON.parse(hub.received[2]!.body)
    expect(events).toEqual({
      events: { order: ['create', 'update'], customer: ['create', 'update'] },
    })
  })

  test('the first catch-up asks for a day, a later one for what came since «Dernière récup commande» (D26)', async () => {
    const hub = await startStubHub()
    const clock = jumpingClock()
    const till = await startConnectedTill(hub, { clock })
    const after = () => {
      const asked = hub.received.filter(({ path }) => path === '/v1/location/orders')
      return asked.map(({ query }) => Date.parse(query.get('after')!))
    }
    const minutesBefore = (instant: number, other: number) => (instant - other) / 60_000
    expect(minutesBefore(Date.now(), after()[0]!)).toBeCloseTo(24 * 60, 0)
    await until(async () => expect((await till.state()).lastReceptionAt).not.toBeNull())
    await till.post('/api/hub/disconnect', {})
    const last = Date.parse((await till.state()).lastReceptionAt!)
    clock.jump({ hours: 3 })
    await till.connect(hub.issueCode())
    await until(() => expect(after()).toHaveLength(2))
    // A little earlier, because two clocks may differ and reading an order twice does no harm.
    expect(minutesBefore(last, after()[1]!)).toBeCloseTo(10, 0)
  })

  test('neither the token nor the secrets are sent to the browser, written in the clear or logged', async () => {
    const dataDir = temporaryFolder()
    const hub = await startStubHub()
    const code = hub.issueCode()
    const till = await startHubTill(hub, { dataDir })
    const answer = await till.post('/api/hub/connect', { code })
    hub.place()
    await onlyOrder(till)
    const token = hub.tokens[0]!
    const answers = [answer, await till.get('/api/hub'), await till.get('/api/hub/maintenance')]
    expect(JSON.stringify(answers)).not.toContain(token)
    const files = textOfFiles(dataDir)
    for (const secret of [token, code, stubClient.secret]) expect(files).not.toContain(secret)
    expect(files).toContain('/v1/location/orders')
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
  })

  test('blanks around a good code are trimmed', async () => {
    const hub = await startStubHub()
    const till = await startHubTill(hub)
    expect(await till.connect(`  ${hub.issueCode()} \n`)).toMatchObject({ status: 200 })
  })

  test.each([
    ['a code of 31 characters', 'c0de000000000000000000000000000'],
    ['an empty code', '   '],
    ['a pasted page of text', 'Copiez ce code, allez dans votre logiciel '.repeat(5_000)],
  ])('%s: «Code invalide ou expiré», and no token is kept', async (_, code) => {
    const hub = await startStubHub()
    const till = await startHubTill(hub)
    expect(await till.connect(code)).toEqual({ status: 422, message: 'Code invalide ou expiré' })
    expect(await till.state()).toMatchObject({ isConnected: false, tokenTail: null })
  })

  test('a used code: «Code invalide ou expiré»', async () => {
    const hub = await startStubHub()
    const code = hub.issueCode()
    await (await startHubTill(hub)).connect(code)
    const other = await startHubTill(hub)
    expect(await other.connect(code)).toEqual({ status: 422, message: 'Code invalide ou expiré' })
  })

  test('refused credentials of the application have their own message', async () => {
    const hub = await startStubHub()
    const till = await startHubTill(hub, {
      hub: {
        apiOrigin: hub.origin,
        managerOrigin: hub.origin,
        client: { id: stubClient.id, secret: 'wrong' },
        clientFile: '/nowhere',
      },
    })
    expect(await till.connect(hub.issueCode())).toEqual({
      status: 422,
      message: "Identifiants de l'application refusés",
    })
  })

  test('absent credentials are explained, and nothing can be opened', async () => {
    const hub = await startStubHub()
    const till = await startHubTill(hub, {
      hub: { apiOrigin: hub.origin, managerOrigin: hub.origin, clientFile: '/nowhere/till-client.json' },
    })
    expect(await till.state()).toMatchObject({
      authorizeUrl: null,
      reason: expect.stringContaining('/nowhere/till-client.json'),
    })
    expect((await till.connect('c0de')).message).toContain('HUB_CLIENT_ID')
  })

  test('no network, or a hub that fails: the system message, and the code may be tried again', async () => {
    const hub = await startStubHub()
    const till = await startHubTill(hub)
    const code = hub.issueCode()
    hub.misbehave(/POST \/oauth2/, 'cut before')
    const message = "Une erreur système a été détectée pendant l'envoi de la requête HTTP."
    expect(await till.connect(code)).toEqual({ status: 422, message })
    hub.misbehave(/POST \/oauth2/, { status: 502, body: {} })
    expect(await till.connect(code)).toEqual({ status: 422, message })
    expect(await till.connect(code)).toMatchObject({ status: 200 })
  })

  test('a setting of the three calls that fails is made again', async () => {
    const hub = await startStubHub()
    hub.misbehave(/POST \/v1\/callback/, { status: 500 }, 2)
    const till = await startConnectedTill(hub, { pollSeconds: 1 })
    hub.place()
    await onlyOrder(till)
  })

  test('without a catalogue, orders still arrive', async () => {
    const hub = await startStubHub()
    hub.catalog = null
    hub.customerList = null
    const till = await startConnectedTill(hub)
    hub.place()
    await onlyOrder(till)
    expect(await till.state()).toMatchObject({ catalog: null, customerList: null })
  })
})

describe('«Déconnexion» (kezia R-C7, D27)', () => {
  test('the callback is deleted, the token dies, and what was placed meanwhile arrives after reconnection', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const token = hub.tokens[0]
    await till.post('/api/hub/disconnect', {})
    expect(hub.calls(/DELETE \/v1\/callback$|revoke/)).toEqual([
      'DELETE /v1/callback',
      'POST /oauth2/v1/revoke',
    ])
    expect(hub.tokens).toEqual([])
    expect(await till.state()).toMatchObject({ isConnected: false, trouble: null, tokenTail: null })
    const before = hub.received.length
    hub.place({ ref: 'meanwhile' })
    expect(await till.orders()).toEqual([])
    expect(hub.received).toHaveLength(before)

    await till.connect(hub.issueCode())
    expect((await onlyOrder(till)).secondCode).toBe('meanwhile')
    expect(hub.tokens).not.toContain(token)
  })

  test('orders already here stay', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    hub.place()
    await onlyOrder(till)
    await till.post('/api/hub/disconnect', {})
    expect(await till.orders()).toHaveLength(1)
  })

  test('with the hub out of reach, it disconnects anyway and the revocation waits in the queue', async () => {
    const hub = await startStubHub()
    const clock = jumpingClock()
    const till = await startConnectedTill(hub, { clock })
    await hub.stop()
    await till.post('/api/hub/disconnect', {})
    expect(await till.state()).toMatchObject({ isConnected: false })
    expect((await till.maintenance()).queue).toMatchObject([{ kind: 'revoke' }])
    await hub.start()
    clock.jump({ seconds: 5 })
    await until(() => expect(hub.tokens).toEqual([]))
    await until(async () => expect((await till.maintenance()).queue).toEqual([]))
  })
})

describe('a refused token (kezia D27)', () => {
  test.each([
    ['blocked', 'The connection has been blocked'],
    ['suspended', 'The account/location has been suspended for non payment of the subscription'],
  ])(
    '%s: the token is kept, and after the pause what happened meanwhile arrives',
    async (trouble, message) => {
      const hub = await startStubHub()
      const clock = jumpingClock()
      const till = await startConnectedTill(hub, { clock, pollSeconds: 1 })
      hub.refusal = message
      await until(async () => expect(await till.state()).toMatchObject({ trouble, isConnected: true }))
      hub.place()
      hub.refusal = null
      expect(await till.orders()).toEqual([])
      clock.jump({ minutes: 5 })
      await onlyOrder(till)
      expect(await till.state()).toMatchObject({ trouble: null, isConnected: true })
    },
  )

  test('«Réessayer maintenant» does not wait for the next turn; while it is still blocked nothing changes', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { pollSeconds: 1 })
    hub.refusal = 'The connection has been blocked'
    await until(async () => expect(await till.state()).toMatchObject({ trouble: 'blocked' }))
    const asked = hub.received.length
    expect((await till.post('/api/hub/retry', {})).status).toBe(204)
    await until(() => expect(hub.received.length).toBeGreaterThan(asked))
    expect(await till.state()).toMatchObject({ trouble: 'blocked', isConnected: true })
    hub.place()
    hub.refusal = null
    await till.post('/api/hub/retry', {})
    await onlyOrder(till)
    expect(await till.state()).toMatchObject({ trouble: null })
  })

  test('revoked: disconnected, and the queue goes on after reconnecting to the same point de vente', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { pollSeconds: 1 })
    hub.place()
    const { number, sourceId } = await onlyOrder(till)
    await until(() => expect(hub.order(sourceId).status).toBe('received'))
    hub.revokeAll()
    await until(async () =>
      expect(await till.state()).toMatchObject({ trouble: 'revoked', isConnected: false, tokenTail: null }),
    )
    expect(await till.accept(number)).toBe(204)
    expect((await till.maintenance()).queue).toMatchObject([{ kind: 'order-accepted' }])
    await till.connect(hub.issueCode())
    await until(() => expect(hub.order(sourceId).status).toBe('accepted'))
    expect(await till.state()).toMatchObject({ trouble: null, isConnected: true })
  })

  test('reconnected to another point de vente, the queue is shown and dropped when confirmed', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { pollSeconds: 1 })
    hub.place()
    const { number, sourceId } = await onlyOrder(till)
    await until(() => expect(hub.order(sourceId).status).toBe('received'))
    await till.post('/api/hub/disconnect', {})
    await till.accept(number)
    hub.location = { id: 'k7w2p-1', name: 'Roubaix' }
    await till.connect(hub.issueCode())
    expect((await till.state()).queue).toEqual({ count: 1, stopped: 0, foreign: 1 })
    expect((await till.delete('/api/hub/outbox/foreign')).body).toEqual({ dropped: 1 })
    expect((await till.state()).queue.count).toBe(0)
    expect(hub.order(sourceId).status).toBe('received')
  })

  test('the 401 about an account-level catalogue is not the end of the connection', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { pollSeconds: 1 })
    const polls = hub.calls(/events$/).length
    hub.misbehave(/GET \/v1\/callback\/events$/, {
      status: 401,
      body: {
        message: 'An account-level access token is required to modify this catalog',
        error_type: 'unauthorized',
      },
    })
    await until(() => expect(hub.calls(/events$/).length).toBeGreaterThan(polls + 1))
    expect(await till.state()).toMatchObject({ isConnected: true, trouble: null })
  })
})

test('two tills receive the same order, and disconnecting one does not cut the other (kezia R-C9)', async () => {
  const hub = await startStubHub()
  const one = await startConnectedTill(hub)
  const two = await startConnectedTill(hub)
  const devices = await Promise.all([one, two].map(async (till) => (await till.state()).authorizeUrl))
  expect(new Set(devices).size).toBe(2)
  hub.place()
  await Promise.all([onlyOrder(one), onlyOrder(two)])
  await one.post('/api/hub/disconnect', {})
  hub.place()
  await until(async () => expect(await two.orders()).toHaveLength(2))
  expect(await one.orders()).toHaveLength(1)
})

test('a file restored without its key asks for a new connection, and loses nothing else', async () => {
  const dataDir = temporaryFolder()
  const hub = await startStubHub()
  const till = await startConnectedTill(hub, { dataDir })
  hub.place()
  await onlyOrder(till)
  await till.close()
  rmSync(join(dataDir, 'secret.key'))
  const again = await startHubTill(hub, { dataDir })
  expect(await again.state()).toMatchObject({ isConnected: false })
  expect(await again.connect(hub.issueCode())).toMatchObject({ status: 200 })
  await onlyOrder(again)
})
