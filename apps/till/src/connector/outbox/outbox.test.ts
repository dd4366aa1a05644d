import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/start.ts'
import { type StubHub, startStubHub } from '../testing/stub-hub.ts'
import {
  type HubTill,
  jumpingClock,
  onlyOrder,
  startConnectedTill,
  startHubTill,
  until,
} from '../testing/till.ts'

/** A till with one order that the hub shows as `received`. */
async function tillWithOrder(fields = {}, overrides = {}) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub, overrides)
  const { id } = hub.place(fields)
  const { number } = await onlyOrder(till)
  await until(() => expect(hub.order(id).status).toBe('received'))
  return { hub, till, id, number }
}

/** The same fields with marks without the letters that tell apart two tills of one station number. */
const marksByPoste = <T>(fields: T): T =>
  JSON.parse(JSON.stringify(fields).replace(/"(epos_\d+-\d+)-[0-9a-f]{8}"/g, '"$1"'))

const statusOnHub = (hub: StubHub, id: string, status: string) =>
  until(() => expect(hub.order(id).status).toBe(status))
const queue = async (till: HubTill) => (await till.maintenance()).queue
const emptyQueue = (till: HubTill) => until(async () => expect(await queue(till)).toEqual([]))

describe('«Valider commande» (kezia R-A1, R-A2, D34)', () => {
  test('sends one PATCH with the status and the expected time', async () => {
    const { hub, till, id, number } = await tillWithOrder({ expected_time: '2031-05-01T20:30:00+02:00' })
    expect(await till.accept(number)).toBe(204)
    await statusOnHub(hub, id, 'accepted')
    const confirmed_time = '2031-05-01T18:30:00Z'
    const mark = { 'epos_0-1': { status: 'accepted', confirmed_time } }
    expect(marksByPoste(hub.patches(id).slice(1))).toEqual([
      { status: 'accepted', confirmed_time, custom_fields: mark },
    ])
    expect(await till.details(number)).toMatchObject({ status: 'accepted', sellerName: expect.any(String) })
  })

  test('without an expected time, promises now + the time of preparation, or what the seller typed', async () => {
    const { hub, till, id, number } = await tillWithOrder()
    const confirmedAt = '2031-05-01T18:45:00Z'
    const path = `/api/web-orders/${number}/accept`
    const { proposedConfirmedAt } = (
      await till.get<{ proposedConfirmedAt: string }>(`/api/web-orders/${number}`)
    ).body
    const minutes = (Date.parse(proposedConfirmedAt) - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(19)
    expect(minutes).toBeLessThan(21)
    expect((await till.post(path, { sellerId: 1, confirmedAt })).status).toBe(204)
    await statusOnHub(hub, id, 'accepted')
    expect(hub.patches(id).at(-1)).toMatchObject({ status: 'accepted', confirmed_time: confirmedAt })
  })

  test('is refused with a sentence: no seller, a past hour, a state that changed', async () => {
    const { hub, till, id, number } = await tillWithOrder()
    const path = `/api/web-orders/${number}/accept`
    expect(await till.post(path, {})).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'sellerId', message: 'Choisissez un vendeur.' }] },
    })
    expect(await till.post(path, { sellerId: 1, confirmedAt: '2020-01-01T00:00:00Z' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'confirmedAt', message: "L'heure confirmée doit être à venir." }] },
    })
    expect(await till.post(path, { sellerId: 1, confirmedAt: 'bientôt' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'confirmedAt' }] },
    })
    hub.change(id, { status: 'cancelled' })
    await until(async () => expect((await till.details(number)).status).toBe('cancelled'))
    expect(await till.accept(number)).toBe(422)
    expect((await till.post('/api/web-orders/999/accept', { sellerId: 1 })).status).toBe(404)
    expect(hub.patches(id)).toHaveLength(1)
  })
})

describe('«Rejeter» (kezia R-A3, D35)', () => {
  test('carries the cause, and who and where, beside what others wrote', async () => {
    const { hub, till, id, number } = await tillWithOrder({ custom_fields: { epos: { printed: true } } })
    const rejection = { sellerId: 1, reason: 'Article indisponible', details: 'plus de tomates' }
    expect((await till.post(`/api/web-orders/${number}/reject`, rejection)).status).toBe(204)
    await statusOnHub(hub, id, 'rejected')
    expect(marksByPoste(hub.order(id).custom_fields)).toEqual({
      'epos_0-1': { status: 'rejected' },
      epos: {
        printed: true,
        order_id: String(number),
        rejection: {
          cause: 'Article indisponible : plus de tomates',
          info: { reason: 'Article indisponible', vendeur: expect.any(String), poste: '1' },
        },
      },
    })
  })

  test.each([
    ['an unknown reason', { reason: 'Parce que' }, 'reason'],
    ['«Autre» without a text', { reason: 'Autre' }, 'details'],
    ['a text that is too long', { reason: 'Autre', details: 'x'.repeat(501) }, 'details'],
  ])('%s is refused beside its field', async (_, body, field) => {
    const { till, number } = await tillWithOrder()
    expect(await till.post(`/api/web-orders/${number}/reject`, { sellerId: 1, ...body })).toMatchObject({
      status: 422,
      body: { errors: [{ field }] },
    })
    expect((await till.details(number)).status).toBe('pending')
  })
})

describe('the queue (kezia R-A8, D37)', () => {
  test('hub off, a decision, the till restarted, hub on: the status arrives once', async () => {
    const dataDir = temporaryFolder()
    const { hub, till, id, number } = await tillWithOrder({}, { dataDir, pollSeconds: 1 })
    await hub.stop()
    expect(await till.accept(number)).toBe(204)
    expect((await till.details(number)).status).toBe('accepted')
    await till.close()
    const again = await startHubTill(hub, { dataDir, pollSeconds: 1 })
    expect(await queue(again)).toMatchObject([{ kind: 'order-accepted', subject: `MABO-${id}` }])
    await hub.start()
    await statusOnHub(hub, id, 'accepted')
    await emptyQueue(again)
    expect(hub.patches(id).filter(({ status }) => status === 'accepted')).toHaveLength(1)
    expect((await again.details(number)).status).toBe('accepted')
  })

  test('an answer that was lost: the same request again with the same key, done once', async () => {
    const clock = jumpingClock()
    const { hub, till, id, number } = await tillWithOrder({}, { clock })
    hub.misbehave(/PATCH/, 'cut after')
    await till.accept(number)
    await statusOnHub(hub, id, 'accepted')
    await until(async () => expect(await queue(till)).toMatchObject([{ attempts: 1 }]))
    clock.jump({ seconds: 5 })
    await emptyQueue(till)
    const sent = hub.received.filter(({ method, body }) => method === 'PATCH' && body.includes('accepted'))
    expect(sent).toHaveLength(2)
    expect(sent[1]!.body).toBe(sent[0]!.body)
    expect(sent[1]!.headers['idempotency-key']).toBe(sent[0]!.headers['idempotency-key'])
    expect(await till.details(number)).toMatchObject({ status: 'accepted', handledElsewhere: false })
  })

  test('a decision that waits is not undone by what the hub still shows', async () => {
    const clock = jumpingClock()
    const { hub, till, id, number } = await tillWithOrder({}, { clock, pollSeconds: 1 })
    hub.misbehave(/PATCH/, { status: 503 }, 1_000)
    await till.accept(number)
    await until(async () => expect(await queue(till)).toMatchObject([{ lastError: expect.any(String) }]))
    hub.change(id, { seller_notes: 'Appeler' })
    await until(async () => expect(await till.details(number)).toMatchObject({ memo: 'Appeler' }))
    expect((await till.details(number)).status).toBe('accepted')
    hub.behave()
    clock.jump({ minutes: 5 })
    await statusOnHub(hub, id, 'accepted')
  })

  test.each([
    ['was refused', 403],
    ['waits for a hub that fails', 503],
  ])(
    'an order called off while its validation %s is shown so at once, and told (R-O5)',
    async (_, status) => {
      const { hub, till, id, number } = await tillWithOrder()
      hub.misbehave(/PATCH/, { status, body: { error_type: 'forbidden' } }, 1_000)
      await till.accept(number)
      await until(async () => expect(await queue(till)).toMatchObject([{ lastError: expect.any(String) }]))
      hub.change(id, { status: 'cancelled' })
      await until(async () => expect((await till.details(number)).status).toBe('cancelled'))
      const { body } = await till.get('/api/web-orders/notices')
      expect(body).toMatchObject([{ number, code: `MABO-${id}`, kind: 'cancelled', repeats: true }])
      // The late decision leaves the queue and blocks nothing.
      await emptyQueue(till)
      expect(hub.order(id).status).toBe('cancelled')
    },
  )

  test.each([
    ['validated', 'accepted', 'accepted', true],
    ['rejected', 'rejected', 'rejected', true],
    ['cancelled', 'cancelled', 'cancelled', false],
    ['finished', 'completed', 'completed', true],
  ] as const)(
    'an order that was %s elsewhere meanwhile is not written over, and the seller sees it',
    async (_, onHub, shown, handledElsewhere) => {
      const { hub, till, id, number } = await tillWithOrder({}, { pollSeconds: 3600 })
      hub.change(id, { status: onHub, confirmed_time: '2031-01-01T12:00:00+01:00' }, { silently: true })
      await till.accept(number)
      await emptyQueue(till)
      expect(hub.patches(id)).toHaveLength(1)
      expect(await till.details(number)).toMatchObject({
        status: shown,
        handledElsewhere,
        confirmedAt: '2031-01-01T11:00:00Z',
      })
      const kind = handledElsewhere ? 'elsewhere' : 'cancelled'
      expect((await till.get('/api/web-orders/notices')).body).toMatchObject([
        { number, code: `MABO-${id}`, kind },
      ])
    },
  )

  test('a refusal stops the entry, shows it, and «Réessayer» sends it again', async () => {
    const { hub, till, id, number } = await tillWithOrder()
    hub.misbehave(/PATCH/, { status: 403, body: { error_type: 'forbidden', message: 'No way' } })
    await till.accept(number)
    await until(async () =>
      expect(await queue(till)).toMatchObject([{ isStopped: true, lastError: 'No way' }]),
    )
    expect((await till.state()).queue).toEqual({ count: 1, stopped: 1, foreign: 0 })
    const [entry] = await queue(till)
    expect((await till.post(`/api/hub/outbox/${entry!.id}/retry`, {})).status).toBe(204)
    await statusOnHub(hub, id, 'accepted')
  })

  test('an acknowledgement that was refused does not hold back the validation (R-A1)', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    hub.misbehave(/PATCH/, { status: 403, body: { error_type: 'forbidden' } })
    const { id } = hub.place()
    await until(async () => expect(await queue(till)).toMatchObject([{ isStopped: true }]))
    await till.accept((await onlyOrder(till)).number)
    await statusOnHub(hub, id, 'accepted')
    await emptyQueue(till)
  })

  test('«Supprimer» gives an entry up; one that is gone is said to be', async () => {
    const { hub, till, id, number } = await tillWithOrder()
    hub.misbehave(/PATCH/, { status: 403, body: { error_type: 'forbidden' } })
    await till.accept(number)
    await until(async () => expect(await queue(till)).toMatchObject([{ isStopped: true }]))
    const [entry] = await queue(till)
    expect((await till.delete(`/api/hub/outbox/${entry!.id}`)).status).toBe(204)
    expect(await queue(till)).toEqual([])
    expect((await till.delete(`/api/hub/outbox/${entry!.id}`)).status).toBe(404)
    expect((await till.post('/api/hub/outbox/abc/retry', {})).status).toBe(404)
    expect(hub.order(id).status).toBe('received')
  })

  test('over quota, the queue waits for the next window', async () => {
    const clock = jumpingClock()
    const { hub, till, id, number } = await tillWithOrder({}, { clock, pollSeconds: 3600 })
    hub.misbehave(/PATCH/, { status: 429, headers: { 'retry-after': '40' } })
    await till.accept(number)
    await until(async () => expect((await till.state()).limitedUntil).not.toBeNull())
    expect(await queue(till)).toMatchObject([{ attempts: 0, isStopped: false }])
    clock.jump({ seconds: 41 })
    await statusOnHub(hub, id, 'accepted')
  })

  test('the log names what was exchanged, without customer nor token', async () => {
    const { hub, till, id } = await tillWithOrder({ customer: { last_name: 'Delacroix' } })
    const { trace } = await till.maintenance()
    expect(trace).toContainEqual(
      expect.objectContaining({ method: 'PATCH', path: `/v1/location/orders/${id}`, status: 200 }),
    )
    expect(JSON.stringify(trace)).not.toContain('Delacroix')
    expect(JSON.stringify(trace)).not.toContain(hub.tokens[0])
  })
})
