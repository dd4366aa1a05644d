// A till whose clock is an hour wrong, or is corrected during the service.
import { describe, expect, test } from 'vitest'
import { startStubHub } from './testing/stub-hub.ts'
import { jumpingClock, onlyOrder, startConnectedTill, until } from './testing/till.ts'

function clockOff(hours: number) {
  const clock = jumpingClock()
  clock.jump({ hours })
  return clock
}

describe.each([
  ['an hour ahead', 1],
  ['an hour behind', -1],
])('the clock is %s', (_, hours) => {
  test('what was placed while disconnected arrives after the reconnection (kezia R-C5, R-C7)', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { clock: clockOff(hours) })
    hub.place({ ref: 'before' })
    await onlyOrder(till)
    await till.post('/api/hub/disconnect', {})
    hub.place({ ref: 'meanwhile' })
    expect(await till.connect(hub.issueCode())).toMatchObject({ status: 200 })
    await until(async () =>
      expect((await till.orders()).map(({ secondCode }) => secondCode).toSorted()).toEqual([
        'before',
        'meanwhile',
      ]),
    )
  })

  test('an order is received, acknowledged and validated as ever', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { clock: clockOff(hours) })
    const { id } = hub.place()
    const { number } = await onlyOrder(till)
    await until(() => expect(hub.order(id).status).toBe('received'))
    expect(await till.accept(number)).toBe(204)
    await until(() => expect(hub.order(id).status).toBe('accepted'))
    expect((await till.details(number)).handledElsewhere).toBe(false)
  })
})

describe('a clock that is put back by an hour', () => {
  test('does not hold what waits for its next attempt (kezia R-A1, D37)', async () => {
    const hub = await startStubHub()
    const clock = jumpingClock()
    const till = await startConnectedTill(hub, { clock, pollSeconds: 3600 })
    const { id } = hub.place()
    const { number } = await onlyOrder(till)
    await until(() => expect(hub.order(id).status).toBe('received'))
    hub.misbehave(/PATCH/, { status: 500 })
    expect(await till.accept(number)).toBe(204)
    await until(async () => expect((await till.maintenance()).queue).toMatchObject([{ attempts: 1 }]))
    clock.jump({ hours: -1 })
    await until(() => expect(hub.order(id).status).toBe('accepted'))
  })

  test('does not stop the poll, where the hub has no stream (kezia R-O1)', async () => {
    const hub = await startStubHub({ hasStream: false })
    const clock = jumpingClock()
    const till = await startConnectedTill(hub, { clock, pollSeconds: 2 })
    clock.jump({ hours: -1 })
    hub.place()
    await onlyOrder(till)
  })

  test('does not make a refusal for lack of quota last an hour more (kezia §3.9)', async () => {
    const hub = await startStubHub()
    const clock = jumpingClock()
    const till = await startConnectedTill(hub, { clock, pollSeconds: 1 })
    hub.misbehave(/GET \/v1\/callback\/events$/, { status: 429, headers: { 'retry-after': '600' } })
    await until(async () => expect((await till.state()).limitedUntil).not.toBeNull())
    clock.jump({ hours: -1 })
    hub.place()
    await onlyOrder(till)
    expect((await till.state()).limitedUntil).toBeNull()
  })
})
