import { describe, expect, test } from 'vitest'
import {
  type HeldPayment,
  isNothing,
  type PaymentChanges,
  paymentChanges,
  type SettledPayment,
} from './payments.ts'

const cash = (cents: number): SettledPayment => ({ modeId: 1, name: 'Espèces', isCash: true, cents })
const card = (cents: number): SettledPayment => ({ modeId: 3, name: 'Cartes', isCash: false, cents })
const web = (cents: number): SettledPayment => ({ modeId: 8, name: 'Paiement Web', isCash: false, cents })
const promise = (cents: number): HeldPayment => ({ id: 'p', type: 'cash', ref: null, cents })
const online = (cents: number, ref: string | null = 'CB'): HeldPayment => ({
  id: 'o',
  type: 'online',
  ref,
  cents,
})

const nothing: PaymentChanges = { deletedIds: [], added: [] }

describe('the payments of a settled order (kezia D40)', () => {
  test.each<[string, HeldPayment[], SettledPayment[], PaymentChanges]>([
    [
      'no payment: one for each mode',
      [],
      [cash(1000), card(1700)],
      { deletedIds: [], added: [cash(1000), card(1700)] },
    ],
    [
      'two payments of one mode are one',
      [],
      [card(1000), card(200)],
      { deletedIds: [], added: [card(1200)] },
    ],
    ['cash as promised: nothing', [promise(1200)], [cash(1200)], nothing],
    [
      'a promise kept by card gives way',
      [promise(1200)],
      [card(1200)],
      { deletedIds: ['p'], added: [card(1200)] },
    ],
    [
      'a promise kept in part gives way whole',
      [promise(1200)],
      [cash(200), card(1000)],
      { deletedIds: ['p'], added: [cash(200), card(1000)] },
    ],
    [
      'a promise of another amount gives way: payments add up to the total',
      [promise(1000)],
      [cash(1200)],
      { deletedIds: ['p'], added: [cash(1200)] },
    ],
    ['paid online: nothing', [online(1200)], [web(1200)], nothing],
    [
      'half online, half cash as promised: nothing',
      [online(600), promise(600)],
      [web(600), cash(600)],
      nothing,
    ],
    [
      'half online, the rest by card',
      [online(600), promise(600)],
      [web(600), card(600)],
      { deletedIds: ['p'], added: [card(600)] },
    ],
    ['paid by a mode of the till already: nothing', [online(1200, '3')], [card(1200)], nothing],
    [
      'paid online and refunded there: both stay beside what was paid here',
      [online(1200), online(-1200)],
      [card(1200)],
      { deletedIds: [], added: [card(1200)] },
    ],
    ['refunded in part: nothing', [online(1200, '3'), online(-200)], [card(1000)], nothing],
    ['more was paid than it is worth: nothing', [online(1500)], [web(1200)], nothing],
    [
      'more was refunded than it is worth: nothing, that money has moved',
      [online(-500)],
      [web(-140)],
      nothing,
    ],
    ['paid back', [], [cash(-500)], { deletedIds: [], added: [cash(-500)] }],
    ['paid back online already: nothing', [online(-500)], [web(-500)], nothing],
    [
      'paid back in part online, the rest in cash',
      [online(-200)],
      [web(-200), cash(-300)],
      { deletedIds: [], added: [cash(-300)] },
    ],
    [
      'refunded online without having been paid: the payments add up to the total',
      [online(-500)],
      [card(1200)],
      { deletedIds: ['o'], added: [card(1200)] },
    ],
    [
      'paid online, and worth less than nothing',
      [online(500)],
      [cash(-700)],
      { deletedIds: ['o'], added: [cash(-700)] },
    ],
    ['nothing to pay', [], [], nothing],
    ['a promise of nothing due', [promise(1200)], [], { deletedIds: ['p'], added: [] }],
  ])('%s', (_, held, settled, expected) => {
    const changes = paymentChanges(held, settled)
    expect(changes).toEqual(expected)
    // Computed again after these changes, nothing is left to do.
    const left = held.filter(({ id }) => !changes.deletedIds.includes(id!))
    const added = changes.added.map(({ modeId, isCash, cents }, index) => ({
      id: `n${index}`,
      type: isCash ? 'cash' : 'online',
      ref: String(modeId),
      cents,
    }))
    expect(isNothing(paymentChanges([...left, ...added], settled))).toBe(true)
  })
})

describe('once an avoir gave back the former facture', () => {
  const byCard = (cents: number): HeldPayment => ({ id: 'c', type: 'online', ref: '3', cents })
  test.each<[string, HeldPayment[], SettledPayment[], { modeId: number; cents: number }[], PaymentChanges]>([
    [
      'the new payments take the place of the former ones',
      [byCard(1200)],
      [cash(1200)],
      [card(1200)],
      { deletedIds: ['c'], added: [cash(1200)] },
    ],
    ['paid again by the same mode, nothing is told', [byCard(1200)], [card(1200)], [card(1200)], nothing],
    [
      'paid online, paid back, then paid by card',
      [online(1200)],
      [card(1200)],
      [web(1200)],
      { deletedIds: ['o'], added: [card(1200)] },
    ],
    [
      'a refund of its source is none of what was given back',
      [byCard(1200), online(-200)],
      [cash(1000)],
      [card(1200)],
      { deletedIds: ['c'], added: [cash(1000)] },
    ],
    [
      'paid online above the total: what was not given back is told with what was paid now',
      [online(1500)],
      [web(300), card(900)],
      [web(1200)],
      { deletedIds: ['o'], added: [web(300), card(900)] },
    ],
    [
      'which is read again once it was done',
      [{ ...online(300), ref: '8' }, byCard(900)],
      [web(300), card(900)],
      [web(1200), card(0)],
      nothing,
    ],
    [
      'what was never given back stays',
      [online(500), byCard(700)],
      [web(500), cash(700)],
      [card(700)],
      { deletedIds: ['c'], added: [cash(700)] },
    ],
  ])('%s', (_, held, settled, givenBack, expected) => {
    expect(paymentChanges(held, settled, givenBack)).toEqual(expected)
  })
})
