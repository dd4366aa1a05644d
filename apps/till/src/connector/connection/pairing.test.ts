import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { TillConfig } from '../../config.ts'
import { temporaryFolder } from '../../testing/start.ts'
import { type StubHub, startStubHub, stubClient } from '../testing/stub-hub.ts'
import { StubPairings } from '../testing/stub-pairings.ts'
import { jumpingClock, onlyOrder, startHubTill, until } from '../testing/till.ts'
import type { Pairing, PairingOffer } from './wire.ts'

const networkSentence = "Une erreur système a été détectée pendant l'envoi de la requête HTTP."
const expired = 'Le code a expiré : personne ne l’a autorisé à temps.'

async function startPairingHub() {
  const hub = await startStubHub()
  const pairings = new StubPairings()
  hub.pairings = pairings
  return { hub, pairings }
}

async function startPairingTill(hub: StubHub, overrides: Partial<TillConfig> = {}) {
  const till = await startHubTill(hub, overrides)
  return {
    ...till,
    /** When the hub was asked for the token, oldest first. */
    asked: () => hub.received.filter(({ path }) => path === '/oauth2/v1/token').map(({ atMs }) => atMs),
    offer: async () => (await till.get<PairingOffer>('/api/hub/pairing/offer')).body.offer,
    pairing: async () => (await till.get<Pairing>('/api/hub/pairing')).body,
    pair: () => till.post<Pairing & { message?: string }>('/api/hub/pairing', {}),
    cancel: async () => (await till.delete<Pairing>('/api/hub/pairing')).body,
  }
}

/** A till with a pending code, on a clock that the test moves. */
async function startWaiting() {
  const { hub, pairings } = await startPairingHub()
  const clock = jumpingClock()
  const till = await startPairingTill(hub, { clock })
  expect(await till.pair()).toMatchObject({ status: 200, body: { state: 'waiting' } })
  /** Moves the clock to the next poll, and waits for it. */
  const ask = async (seconds = 5) => {
    const { length } = till.asked()
    clock.jump({ seconds })
    await until(() => {
      // The last answer may have come after the jump.
      clock.jump({ seconds: 1 })
      expect(till.asked().length).toBeGreaterThan(length)
    })
  }
  return { hub, pairings, clock, till, ask }
}

const textOfFiles = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')

describe('where the hub publishes the device grant (kezia D69)', () => {
  test('it is offered; any other hub, such as the public HubRise, has the copied code only', async () => {
    const { hub } = await startPairingHub()
    expect(await (await startPairingTill(hub)).offer()).toBe('published')
    const publicHub = await startStubHub()
    const till = await startPairingTill(publicHub)
    expect(await till.offer()).toBe('absent')
    expect(await till.pair()).toMatchObject({
      status: 422,
      body: { message: 'Ce hub ne propose pas de QR code : utilisez «Connexion à HubRise».' },
    })
    expect(await till.connect(publicHub.issueCode())).toMatchObject({ status: 200 })
  })

  test('a hub that does not answer says neither, and is asked again', async () => {
    const { hub } = await startPairingHub()
    const till = await startPairingTill(hub)
    hub.misbehave(/well-known/, { status: 502 })
    expect(await till.offer()).toBe('unreachable')
    hub.misbehave(/well-known/, 'cut before')
    expect(await till.offer()).toBe('unreachable')
    expect(await till.offer()).toBe('published')
  })
})

describe('a code that waits (kezia D69)', () => {
  test('letters, address, QR code and time left are shown; the till asks in the name of its device', async () => {
    const { hub, pairings, clock, till } = await startWaiting()
    clock.jump({ seconds: 2 })
    const shown = await till.pairing()
    expect(shown).toEqual({
      state: 'waiting',
      userCode: 'BCDF-GHJK',
      address: `${hub.origin}/device`,
      scannedAddress: `${hub.origin}/device?user_code=BCDF-GHJK`,
      secondsLeft: 598,
      trouble: null,
    })
    expect(Object.fromEntries(pairings.begun[0]!.form)).toEqual({
      scope: 'location[orders.write,customer_list.write,catalog.write]',
      device_id: expect.stringMatching(/^0-1-[0-9a-f-]{36}$/),
    })
    expect((await till.pair()).body).toMatchObject({ userCode: 'BCDF-GHJK' })
    expect(pairings.begun).toHaveLength(1)
  })

  test('approved, the till goes on as after «OK»: names and ids, the three calls, the orders', async () => {
    const { hub, pairings, till, ask } = await startWaiting()
    const { id } = hub.place({ status: 'new' })
    await ask()
    pairings.decide('approved')
    await ask()
    await until(async () => expect((await till.state()).isConnected).toBe(true))
    expect(await till.state()).toMatchObject({
      account: { id: 'k7w2p', name: 'Pizzeria Roma' },
      location: { id: 'k7w2p-0', name: 'Lille' },
      catalog: { id: 'q9f4x', name: 'Carte' },
      customerList: { id: 'd3m8v', name: 'Clients' },
      tokenTail: hub.tokens[0]!.slice(-4),
    })
    expect(await till.pairing()).toEqual({ state: 'idle' })
    expect((await onlyOrder(till)).sourceId).toBe(id)
    expect(hub.calls(/\/v1\/(location|callback)/).slice(0, 3)).toEqual([
      'GET /v1/location',
      'POST /v1/callback',
      'GET /v1/location/orders',
    ])
  })

  test('neither the device code nor the token is sent to the browser, written in the clear or logged', async () => {
    const { hub, pairings } = await startPairingHub()
    const clock = jumpingClock()
    const dataDir = temporaryFolder()
    const till = await startPairingTill(hub, { clock, dataDir })
    const answers: unknown[] = [await till.pair(), await till.pairing()]
    pairings.decide('approved')
    clock.jump({ seconds: 5 })
    await until(async () => expect((await till.state()).isConnected).toBe(true))
    answers.push(await till.pairing(), await till.state(), await till.maintenance())
    for (const secret of [pairings.begun[0]!.answer.device_code, hub.tokens[0]!, stubClient.secret]) {
      expect(JSON.stringify(answers)).not.toContain(secret)
      expect(textOfFiles(dataDir)).not.toContain(secret)
    }
    expect(textOfFiles(dataDir)).toContain('/oauth2/v1/device_authorization')
  })

  test('the log has a line when the wait begins and one when it ends, whatever was asked meanwhile (kezia D59)', async () => {
    const { pairings, clock, till, ask } = await startWaiting()
    for (let asked = 0; asked < 3; asked++) await ask()
    pairings.decide('denied')
    await ask()
    await until(async () => expect(await till.pairing()).toMatchObject({ state: 'ended' }))
    await till.pair()
    await ask()
    clock.jump({ minutes: 10 })
    await until(async () => expect(await till.pairing()).toEqual({ state: 'ended', message: expired }))
    await till.pair()
    await ask()
    await till.cancel()
    const { trace } = await till.maintenance()
    const lines = trace.reverse().map(({ path, status, text }) => (path ? `${path} ${status}` : text))
    expect(lines).toEqual([
      '/oauth2/v1/device_authorization 200',
      '/oauth2/v1/token 400',
      '/oauth2/v1/device_authorization 200',
      expired,
      '/oauth2/v1/device_authorization 200',
      'QR code : abandonné',
    ])
  })

  test('told to slow down, the till waits 5 seconds longer from then on; unanswered, twice as long (RFC 8628 §3.5)', async () => {
    const { hub, pairings } = await startPairingHub()
    pairings.overrides = { interval: 1 }
    const slowDown = { status: 400, body: { error: 'slow_down', error_type: 'bad_request' } }
    hub.misbehave(/POST \/oauth2\/v1\/token/, slowDown)
    hub.misbehave(/POST \/oauth2\/v1\/token/, { status: 502 })
    const startMs = Date.now()
    const speed = 8
    const clock = {
      now: () => Temporal.Instant.fromEpochMilliseconds(startMs + (Date.now() - startMs) * speed),
    }
    const till = await startPairingTill(hub, { clock })
    await till.pair()
    await until(() => expect(till.asked()).toHaveLength(3))
    const [first, second, third] = till.asked()
    expect((second! - first!) * speed).toBeGreaterThan(5900)
    expect((third! - second!) * speed).toBeGreaterThan(11_900)
  })

  test('no network, or a hub that fails, is told; the till asks on, and takes the approval', async () => {
    const { hub, pairings, till, clock, ask } = await startWaiting()
    hub.misbehave(/token/, { status: 502 })
    await ask()
    await until(async () => expect(await till.pairing()).toMatchObject({ trouble: networkSentence }))
    await ask(10)
    await until(async () => expect(await till.pairing()).toMatchObject({ trouble: null }))
    await hub.stop()
    clock.jump({ seconds: 5 })
    await until(async () => expect(await till.pairing()).toMatchObject({ trouble: networkSentence }))
    await hub.start()
    pairings.decide('approved')
    await ask(10)
    await until(async () => expect((await till.state()).isConnected).toBe(true))
  })
})

describe('a code that ends (kezia D69)', () => {
  test.each([
    ['refused', 'denied', 'La connexion a été refusée sur HubRise.'],
    ['expired', 'expired', expired],
    ['taken by an answer that got lost', 'used', 'HubRise ne connaît plus ce code.'],
  ] as const)('%s: it says so, and another one may be asked for', async (_, decision, message) => {
    const { pairings, till, ask } = await startWaiting()
    pairings.decide(decision)
    await ask()
    await until(async () => expect(await till.pairing()).toEqual({ state: 'ended', message }))
    expect(await till.state()).toMatchObject({ isConnected: false, tokenTail: null })
    expect((await till.pair()).body).toMatchObject({ state: 'waiting', userCode: 'BCDF-GHJL' })
    pairings.decide('approved')
    await ask()
    await until(async () => expect((await till.state()).isConnected).toBe(true))
  })

  test('after its time it has expired, also while the hub is gone', async () => {
    const { hub, clock, till } = await startWaiting()
    await hub.stop()
    clock.jump({ minutes: 10 })
    await until(async () => expect(await till.pairing()).toEqual({ state: 'ended', message: expired }))
    expect(await till.pair()).toMatchObject({ status: 422, body: { message: networkSentence } })
    expect(await till.cancel()).toEqual({ state: 'idle' })
  })

  test('without a point de vente nothing is connected, and it says so', async () => {
    const { hub, pairings, till, ask } = await startWaiting()
    hub.location = { id: '', name: '' }
    pairings.decide('approved')
    await ask()
    const message = expect.stringContaining("n'a pas donné accès à un point de vente")
    await until(async () => expect(await till.pairing()).toEqual({ state: 'ended', message }))
    expect(await till.state()).toMatchObject({ isConnected: false })
  })

  test('«Annuler» ends it: only the next code is asked about', async () => {
    const { hub, pairings, till, ask } = await startWaiting()
    expect(await till.cancel()).toEqual({ state: 'idle' })
    pairings.decide('approved')
    expect((await till.pair()).body).toMatchObject({ userCode: 'BCDF-GHJL' })
    await ask()
    const asked = hub.received.filter(({ path }) => path.endsWith('/token'))
    expect(asked.map(({ body }) => new URLSearchParams(body).get('device_code'))).toEqual([
      pairings.begun[1]!.answer.device_code,
    ])
    expect(await till.state()).toMatchObject({ isConnected: false })
  })

  test('connected by a copied code meanwhile, the till waits no longer', async () => {
    const { hub, till } = await startWaiting()
    expect(await till.connect(hub.issueCode())).toMatchObject({ status: 200 })
    expect(await till.pairing()).toEqual({ state: 'idle' })
  })

  test('a restart in the middle loses the attempt, and nothing else', async () => {
    const { hub, pairings } = await startPairingHub()
    const dataDir = temporaryFolder()
    const till = await startPairingTill(hub, { dataDir })
    await till.pair()
    await till.close()
    const again = await startPairingTill(hub, { dataDir })
    expect(await again.pairing()).toEqual({ state: 'idle' })
    expect(await again.state()).toMatchObject({ isConnected: false, trouble: null })
    expect((await again.pair()).body).toMatchObject({ userCode: 'BCDF-GHJL' })
    expect(pairings.begun).toHaveLength(2)
  })
})

describe('a hub that gives no code', () => {
  test.each([
    ['a failure', { status: 500 }, networkSentence],
    [
      'refused credentials',
      { status: 401, body: { error: 'invalid_client' } },
      /Identifiants de l'application/,
    ],
    ['too many calls', { status: 429, headers: { 'retry-after': '60' } }, /^Limite HubRise atteinte/],
  ] as const)('%s: a sentence, and nothing waits', async (_, mishap, message) => {
    const { hub } = await startPairingHub()
    const till = await startPairingTill(hub)
    hub.misbehave(/device_authorization/, mishap)
    const { status, body } = await till.pair()
    expect([status, body.message]).toEqual([422, expect.stringMatching(message)])
    expect(await till.pairing()).toEqual({ state: 'idle' })
  })

  test('an address that is no page is neither shown nor drawn', async () => {
    const { hub, pairings } = await startPairingHub()
    const till = await startPairingTill(hub)
    pairings.overrides = { verification_uri: 'javascript:alert(1)' }
    expect((await till.pair()).status).toBe(422)
    expect(await till.pairing()).toEqual({ state: 'idle' })
  })
})
