import { describe, expect, test } from 'vitest'
import { sellAtCounter } from '../testing/counter-sale.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { PaymentMode, PaymentModeForm } from './wire.ts'

const form = (values: Partial<PaymentModeForm> = {}): PaymentModeForm => ({
  name: 'Ticket restaurant carte',
  kind: 'meal_voucher',
  isAsleep: false,
  accountingCode: '511400',
  opensDrawer: false,
  terminalType: '',
  ...values,
})
const list = async (till: TestTill) => (await till.get<PaymentMode[]>('/api/payment-modes')).body

describe('«Mode Règlement Paiement» (W-19)', () => {
  test('a mode is created with the next identification, and can be paid with', async () => {
    const till = await startTestTill()
    const { status, body } = await till.post<PaymentMode>('/api/payment-modes', form())
    expect([status, body]).toMatchObject([201, { id: 9, isLocked: false, accountingCode: '511400' }])
    const sale = await sellAtCounter(till, { lines: [['cola']], totalCents: 280, paid: [[9, 280]] })
    expect(sale.payments).toMatchObject([{ modeName: 'Ticket restaurant carte' }])
  })

  test('name, sleep, accounting code, drawer and terminal change; identification and nature do not', async () => {
    const till = await startTestTill()
    const changed = form({
      name: 'CB',
      kind: 'cash',
      isAsleep: true,
      opensDrawer: true,
      terminalType: 'Desk/5000',
    })
    expect((await till.put('/api/payment-modes/3', changed)).status).toBe(200)
    expect((await list(till)).find(({ id }) => id === 3)).toEqual({
      id: 3,
      name: 'CB',
      kind: 'card',
      isLocked: false,
      isAsleep: true,
      accountingCode: '511400',
      opensDrawer: true,
      terminalType: 'Desk/5000',
    })
    expect((await till.get('/api/technical-events')).body).toMatchObject({
      events: [
        {
          kind: 'setting',
          what: 'Mode de règlement 3 : Cartes → CB, en sommeil, compte 511400, ouvre le tiroir, TPE Desk/5000',
        },
        { kind: 'start' },
      ],
    })
  })

  test('what was sold keeps the name that its mode had', async () => {
    const till = await startTestTill()
    await sellAtCounter(till, { lines: [['cola']], totalCents: 280 })
    await till.put('/api/payment-modes/1', form({ name: 'Liquide' }))
    expect((await till.get('/api/sales/1')).body).toMatchObject({ payments: [{ modeName: 'Espèces' }] })
  })

  test.each([
    ['no name', form({ name: ' ' }), 'name', 'À remplir.'],
    ['a name taken', form({ name: 'especes' }), 'name', 'existe déjà'],
    ['a long name', form({ name: 'x'.repeat(41) }), 'name', '40 caractères au plus'],
    ['a long terminal', form({ terminalType: 'x'.repeat(41) }), 'terminalType', '40 caractères au plus'],
    ['a credit', form({ kind: 'credit' }), 'kind', 'un choix de la liste'],
  ])('%s is refused beside its field', async (_, values, field, sentence) => {
    const till = await startTestTill()
    const answer = await till.post('/api/payment-modes', values)
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ field, message: expect.stringContaining(sentence) }] },
    })
    expect(await list(till)).toHaveLength(8)
  })

  test('the locked mode stays as it is, an unknown one is not found', async () => {
    const till = await startTestTill()
    expect((await till.put('/api/payment-modes/7', form())).status).toBe(422)
    expect((await till.put('/api/payment-modes/77', form())).status).toBe(404)
    expect((await till.put('/api/payment-modes/x', form())).status).toBe(404)
  })

  test('the last mode that is awake does not go to sleep', async () => {
    const till = await startTestTill()
    const awake = (await list(till)).filter(({ isLocked }) => !isLocked)
    for (const { id, name } of awake.slice(1))
      expect((await till.put(`/api/payment-modes/${id}`, form({ name, isAsleep: true }))).status).toBe(200)
    expect(await till.put('/api/payment-modes/1', form({ name: 'Espèces', isAsleep: true }))).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'isAsleep' }] },
    })
  })
})
