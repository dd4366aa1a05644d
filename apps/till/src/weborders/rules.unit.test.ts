import { describe, expect, test } from 'vitest'
import type { WebOrderStatus } from './model.ts'
import {
  bandColour,
  confirmedTimeMs,
  dueAtMs,
  isAllergyNote,
  isCash,
  lateText,
  mayOverwrite,
  minutesLate,
  movedPromise,
  nextAlertMs,
  paidCents,
  paymentState,
  promisedAtOf,
  rejectionCause,
  secondCode,
  webCode,
} from './rules.ts'

const cashModeId = 1
const minutes = (count: number) => count * 60_000

describe('statuses (kezia D37)', () => {
  test.each<[WebOrderStatus, WebOrderStatus, boolean]>([
    ['pending', 'pending', true],
    ['accepted', 'pending', true],
    ['accepted', 'accepted', true],
    ['pending', 'accepted', false],
    ['pending', 'rejected', false],
    ['pending', 'cancelled', false],
    ['accepted', 'in_preparation', false],
    ['in_delivery', 'completed', false],
  ])('chosen while %s, found %s: %j', (from, held, expected) =>
    expect(mayOverwrite(from, held)).toBe(expected),
  )
})

describe('the promised time (counter T41)', () => {
  const [at1930, at2000, at2030] = ['2031-05-01T19:30:00Z', '2031-05-01T20:00:00Z', '2031-05-01T20:30:00Z']
  const known = { delayedAt: null, confirmedAt: at2000, content: { expectedAt: at1930 } }

  test('«Retard» wins over what was confirmed, and that over what was asked for', () => {
    expect(promisedAtOf({ ...known, delayedAt: at2030 })).toBe(at2030)
    expect(promisedAtOf(known)).toBe(at2000)
    expect(promisedAtOf({ ...known, confirmedAt: null })).toBe(at1930)
  })

  test.each([
    ['nothing', at2000, at1930, null],
    ['confirmed anew', at2030, at1930, at2030],
    ['asked anew', at2000, at2030, at2030],
    ['asked anew for what is promised', at2000, at2000, null],
    ['both: the shop’s word wins', at2030, at2000, at2030],
    ['no hour any more', at2000, null, null],
  ])('moved by its source: %s', (_, confirmedAt, expectedAt, moved) => {
    expect(movedPromise(known, { confirmedAt, expectedAt })).toBe(moved)
  })
})

test.each([
  ['Allergie aux arachides', true],
  ['ALLERGIQUE', true],
  ['allérgene : lait', true],
  ['Intolérance au gluten', true],
  ['je suis INTOLERANTE', true],
  ['Sans oignons', false],
  [null, false],
])('a note that tells of an allergy: %s is %j (counter T54)', (note, expected) => {
  expect(isAllergyNote(note)).toBe(expected)
})

describe('payment (kezia R-K4, D39)', () => {
  const online = { name: 'Card', ref: 'CB', cents: 1280, type: 'online' }
  const cash = { name: 'Cash', ref: null, cents: 1280, type: 'cash' }

  test.each([
    ['cash', { type: 'cash', ref: 'CB' }, true],
    ['online', { type: 'online', ref: 'CASH' }, false],
    ['online with the id of «Espèces»', { type: 'online', ref: '1' }, true],
    ['no type, ref CASH', { type: null, ref: 'CASH' }, true],
    ['no type, ref CSH', { type: null, ref: 'CSH' }, true],
    ['no type, ref ESP', { type: null, ref: 'ESP' }, true],
    ['no type, another ref', { type: null, ref: 'CB' }, false],
    ['nothing', { type: null, ref: null }, false],
  ])('%s', (_, payment, expected) => expect(isCash(payment, cashModeId)).toBe(expected))

  test.each([
    ['no payment at all', [], 'unpaid'],
    ['a cash promise', [cash], 'unpaid'],
    ['paid online', [online], 'paid'],
    [
      'half online, half cash',
      [
        { ...online, cents: 640 },
        { ...cash, cents: 640 },
      ],
      'partial',
    ],
    ['more than the total', [{ ...online, cents: 2000 }], 'paid'],
  ])('%s', (_, payments, expected) => {
    expect(paymentState(paidCents(payments, cashModeId), 1280)).toBe(expected)
  })

  test.each([0, -500])('a total of %d needs no payment', (total) => {
    expect(paymentState(0, total)).toBe('paid')
    expect(paymentState(-700, total)).toBe('paid')
  })
})

describe('times (kezia D18, D34, D46)', () => {
  test.each([
    [-12.9, -12, 'green', '(-12 min.)'],
    [-0.5, 0, 'green', '(0 min.)'],
    [0.9, 0, 'green', '(0 min.)'],
    [7, 7, 'orange', '(+7 min.)'],
    [10.5, 10, 'orange', '(+10 min.)'],
    [11, 11, 'red', '(+11 min.)'],
  ])('%d minutes after the due time', (elapsed, late, colour, text) => {
    const found = minutesLate(minutes(1000), minutes(1000 + elapsed))
    expect(found + 0).toBe(late)
    expect(bandColour(found)).toBe(colour)
    expect(lateText(found)).toBe(text)
  })

  test('without an expected time, an order is due when it can be prepared', () => {
    expect(dueAtMs(minutes(100), null, 20)).toBe(minutes(120))
    expect(dueAtMs(minutes(100), minutes(180), 20)).toBe(minutes(180))
  })

  test.each([
    ['ahead', minutes(130), minutes(130)],
    ['past', minutes(90), minutes(120)],
    ['none', null, minutes(120)],
  ])('the time confirmed when the expected one is %s', (_, expectedAt, confirmed) => {
    expect(confirmedTimeMs(expectedAt, minutes(100), 20)).toBe(confirmed)
  })
})

describe('«CODE WEB» (kezia D19)', () => {
  test.each([
    ['LivePepper', 'LIVP-pjkg2k'],
    ['HubRise', 'HUB-pjkg2k'],
    ['Uber Eats', 'UBER-pjkg2k'],
    ['Deliveroo', 'DELI-pjkg2k'],
    ['Just Eat', 'JUST-pjkg2k'],
    ['Ma boutique', 'MABO-pjkg2k'],
    ['Été à la plage', 'ETEA-pjkg2k'],
    ['<b>', 'B-pjkg2k'],
    ['', 'WEB-pjkg2k'],
  ])('%s', (channel, code) => expect(webCode(channel, 'pjkg2k')).toBe(code))

  test.each([
    ['12', 'W-1', '12'],
    [null, 'W-1', 'W-1'],
    ['', null, null],
    [null, null, null],
  ])('collection code %j and reference %j', (code, reference, shown) =>
    expect(secondCode(code, reference)).toBe(shown),
  )
})

describe('rejection (kezia D35)', () => {
  test.each([
    ['Trop de commandes', '', 'Trop de commandes'],
    ['Article indisponible', ' plus de tomates ', 'Article indisponible : plus de tomates'],
    ['Autre', 'panne de four', 'panne de four'],
    ['Autre', '  ', 'Autre'],
  ] as const)('%s with «%s»', (reason, details, cause) => expect(rejectionCause(reason, details)).toBe(cause))
})

describe('reminders (kezia R-O7, D31)', () => {
  test.each([
    ['once, 5 minutes after arrival', 0, 0, false, 1, 5],
    ['then every hour after the last', 0, 5, true, 1, 65],
    ['then every four hours', 0, 65, true, 4, 305],
    ['the early one whatever the frequency', 0, 0, false, 24, 5],
  ])('%s', (_, arrived, last, done, everyHours, next) => {
    const state = { arrivedAtMs: minutes(arrived), lastAlertAtMs: minutes(last), earlyReminderDone: done }
    expect(nextAlertMs(state, everyHours)).toBe(minutes(next))
  })
})
