import { orderStatuses } from '@hub/contract'
import { describe, expect, test } from 'vitest'
import { createOrder } from '../../testing/own-order.ts'
import { startStubHub } from '../testing/stub-hub.ts'
import { type HubTill, onlyOrder, startConnectedTill, until } from '../testing/till.ts'
import type { Transfer } from './wire.ts'

async function started() {
  const hub = await startStubHub()
  return { hub, till: await startConnectedTill(hub) }
}

async function change(till: HubTill, idcde: string, status: string): Promise<Transfer> {
  expect(await till.post('/api/hub/transfers/status', { idcde, status })).toMatchObject({ status: 200 })
  return until(async () => {
    const { body } = await till.get<Transfer>('/api/hub/transfers')
    expect(body.state).toBe('done')
    return body
  })
}

const logOf = async (till: HubTill) => JSON.stringify((await till.maintenance()).trace)

describe('«Changement Statut commande» (kezia R-A7)', () => {
  test('any of the eleven statuses, on an order that the till does not know, which stays away', async () => {
    const { hub, till } = await started()
    // Another id than the one of the event, so that the till does not know the order.
    hub.orders.set('pjkg2k', { ...hub.place({ status: 'completed' }), id: 'pjkg2k' })
    for (const status of orderStatuses) {
      expect(await change(till, ' pjkg2k ', status)).toMatchObject({ kind: 'status', sent: 1, errors: [] })
      expect(hub.order('pjkg2k').status).toBe(status)
    }
    expect(hub.patches('pjkg2k')).toEqual(orderStatuses.map((status) => ({ status })))
    expect(await till.orders()).toEqual([])
  })

  test('an order of the till shows its new status, and the log the result line (kezia D9)', async () => {
    const { hub, till } = await started()
    const { id } = hub.place()
    await onlyOrder(till)
    await until(async () => expect((await till.maintenance()).queue).toEqual([]))
    expect(await change(till, id, 'in_preparation')).toMatchObject({ sent: 1, errors: [] })
    expect(await till.orders()).toMatchObject([{ status: 'in_preparation' }])
    expect(await logOf(till)).toContain('Envoi terminé : 1 élément(s), 0 erreur(s)')
  })

  test('a commande of the till follows too', async () => {
    const { hub, till } = await started()
    await till.put('/api/hub/options', { ownOrderSending: 'always' })
    const { number } = await createOrder(till)
    await until(async () => {
      expect(hub.orders.size).toBe(1)
      expect((await till.maintenance()).queue).toEqual([])
    })
    const [id] = hub.orders.keys()
    await change(till, id!, 'cancelled')
    expect((await till.get('/api/orders/open')).body).toMatchObject([{ number, status: 'cancelled' }])
  })

  test('unknown id: the 404 of the hub is shown, and written to the log', async () => {
    const { till } = await started()
    expect(await change(till, 'zzzzz', 'accepted')).toMatchObject({
      sent: 0,
      errors: [expect.stringMatching(/^Commande zzzzz inconnue de HubRise : .*404/)],
    })
    const log = await logOf(till)
    expect(log).toContain('Envoi terminé : 0 élément(s), 1 erreur(s)')
    expect(log).toContain('/location/orders/zzzzz')
  })

  test('a status that the hub refuses changes nothing, and its reason is shown', async () => {
    const { hub, till } = await started()
    const { id } = hub.place()
    await onlyOrder(till)
    const refusal = { message: 'Validation failed', errors: [{ field: 'status', message: 'is not allowed' }] }
    hub.misbehave(/PATCH .*/, { status: 422, body: refusal })
    expect(await change(till, id, 'completed')).toMatchObject({
      sent: 0,
      errors: ['Validation failed: status is not allowed'],
    })
    expect(await till.orders()).toMatchObject([{ status: 'pending' }])
  })

  test('an answer that was lost is asked for again under its key: the order changes once (extensions X2)', async () => {
    const { hub, till } = await started()
    const { id } = hub.place({ status: 'completed' })
    hub.misbehave(/PATCH .*/, 'cut after')
    expect(await change(till, id, 'cancelled')).toMatchObject({ sent: 1, errors: [] })
    const keys = hub.received
      .filter(({ method }) => method === 'PATCH')
      .map(({ headers }) => headers['idempotency-key'])
    expect(keys).toHaveLength(2)
    expect(new Set(keys)).toHaveProperty('size', 1)
    expect(await change(till, id, 'cancelled')).toMatchObject({ sent: 1, errors: [] })
    expect(hub.order(id).status).toBe('cancelled')
  })

  test.each([
    ['', 'accepted', 'idcde'],
    ['../callback', 'accepted', 'idcde'],
    ['LIVP pjkg2k', 'accepted', 'idcde'],
    ['pjkg2k', 'shipped', 'status'],
  ])('«%s» to «%s» is refused beside the field', async (idcde, status, field) => {
    const { hub, till } = await started()
    const answer = await till.post('/api/hub/transfers/status', { idcde, status })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } })
    expect(hub.calls(/PATCH/)).toEqual([])
  })
})
