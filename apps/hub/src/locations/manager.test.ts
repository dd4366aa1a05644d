import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const fields = (answer: { body: { errors: { field: string; code: string }[] } }) =>
  answer.body.errors.map(({ field, code }) => `${field} ${code}`)

describe('«Horaires et prise de commandes» (back-office §4.16)', () => {
  test('shows what the API has, and tells every app of a change made here (accounts §8)', async () => {
    const account = await hub.account()
    const manager = await hub.person({ manager: [account.locationId] })
    const till = await hub.app('till', { account })
    await till.listen({ location: ['update'] })
    const path = `/locations/${account.locationId}/settings`
    expect((await manager.get(path)).body).toEqual({
      cutoff_time: '06:00',
      opening_hours: null,
      preparation_time: 15,
      order_acceptance: { mode: 'normal' },
      pause_when_silent: false,
      timezone: 'Europe/Paris',
    })
    const changes = {
      cutoff_time: '05:00',
      opening_hours: { friday: [{ from: '18:00', to: '02:00' }] },
      preparation_time: 25,
      order_acceptance: { mode: 'paused', reason: 'Four en panne', resume_at: '2090-03-14T21:30' },
    }
    const { status, body } = await manager.patch(path, changes)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      cutoff_time: '05:00',
      opening_hours: { monday: [], friday: [{ from: '18:00', to: '02:00' }] },
      preparation_time: 25,
      order_acceptance: { mode: 'paused', reason: 'Four en panne', resume_at: '2090-03-14T21:30:00+01:00' },
    })
    expect((await till.get('/location')).body).toMatchObject({
      preparation_time: 25,
      order_acceptance: { mode: 'paused' },
    })
    expect((await till.events()).map(({ new_state }) => new_state)).toMatchObject([{ preparation_time: 25 }])
  })

  test('hours that overlap are refused under their field, nothing is stored (back-office 10.5, accounts §4.1)', async () => {
    const account = await hub.account()
    const admin = await hub.person({ admin: [account] })
    const path = `/locations/${account.locationId}/settings`
    const overlapping = [
      { from: '12:00', to: '15:00' },
      { from: '14:00', to: '16:00' },
    ]
    const backwards = [{ from: '10:00', to: '09:00' }]
    const answer = await admin.patch(path, {
      preparation_time: -1,
      opening_hours: { monday: overlapping, tuesday: backwards, sunday: [{ from: '9h', to: '12:00' }] },
      order_acceptance: { mode: 'busy', resume_at: '2001-01-01T00:00' },
    })
    expect(answer.status).toBe(422)
    expect(fields(answer).sort()).toEqual([
      'opening_hours.monday[1] overlaps',
      'opening_hours.sunday[0].from not_a_time',
      'opening_hours.tuesday[0].to ends_before_start',
      'order_acceptance.extra_preparation_time blank',
      'order_acceptance.resume_at not_in_future',
      'preparation_time out_of_range',
    ])
    expect(fields(await admin.patch(path, { opening_hours: {} }))).toEqual(['opening_hours no_slot'])
    expect((await admin.patch(path, [])).status).toBe(400)
    expect((await admin.get(path)).body).toMatchObject({ opening_hours: null, preparation_time: 15 })
  })

  test('a location out of reach is 404', async () => {
    const [account, other] = [await hub.account(), await hub.account()]
    const stranger = await hub.person({ admin: [other] })
    expect((await stranger.get(`/locations/${account.locationId}/settings`)).status).toBe(404)
    expect((await stranger.patch(`/locations/${account.locationId}/settings`, {})).status).toBe(404)
  })
})
