import { describe, expect, test } from 'vitest'
import { type DecisionMark, earlierDecision, markAfter, markKeyOf } from './marks.ts'
import { amendsFor, mayStand, type OrderPayload } from './requests.ts'

const mine = 'epos_0-1-aaaaaaaa'
const other = 'epos_0-2-bbbbbbbb'
const accepted: DecisionMark = { status: 'accepted', confirmed_time: '2031-05-01T18:40:00Z' }
const rejected: DecisionMark = { status: 'rejected' }

describe('who decided first (kezia D28, D29)', () => {
  test('a key names the poste, and does not give the device id away', () => {
    expect(markKeyOf('0-1-3f2a91c4-7b1e-4c55-9d0a-1f2e3d4c5b6a')).toBe('epos_0-1-3f2a91c4')
  })

  test('the answer to the first decision shows its own mark, that to the second shows both', () => {
    const first = { epos: { order_id: '7' }, ...markAfter({ epos: { order_id: '7' } }, mine, accepted) }
    expect(earlierDecision(first, mine)).toBeUndefined()
    const second = { ...first, ...markAfter({ epos: { order_id: '7' } }, other, rejected) }
    expect(earlierDecision(second, other)).toEqual(accepted)
  })

  test('what had been decided before an order was put back to `received` is not counted', () => {
    const old = { [other]: accepted }
    expect(earlierDecision({ ...old, ...markAfter(old, mine, rejected) }, mine)).toBeUndefined()
  })

  test('among several, a refusal weighs more', () => {
    const marks = { [mine]: accepted, [other]: accepted, 'epos_0-3-cccccccc': rejected }
    expect(earlierDecision(marks, mine)).toEqual(rejected)
  })

  test.each([
    ['nothing', undefined],
    ['fields of others', { epos: { status: 'accepted' }, restaurant: { table_name: '13' } }],
    ['something else under such a key', { [other]: 'accepted', 'epos_0-3-cccccccc': { status: 'lost' } }],
  ])('%s is nobody’s decision', (_, fields) => {
    expect(earlierDecision(fields, mine)).toBeUndefined()
  })
})

describe('what the later one owes the first (kezia D28, D37)', () => {
  const orderId = 'm4q8zt'
  const accepting: OrderPayload = { kind: 'order-accepted', orderId, confirmedTime: '2031-05-01T19:00:00Z' }
  const rejecting: OrderPayload = { kind: 'order-rejected', orderId, tillNumber: '7', cause: 'x', info: {} }

  test.each([
    ['a validation', accepting, accepted, false],
    ['a validation after a refusal', accepting, rejected, false],
    ['a refusal', rejecting, accepted, true],
    ['a refusal after a refusal', rejecting, rejected, false],
  ])('%s: whether it stands is %j', (_, payload, earlier, stands) => {
    expect(mayStand(payload, earlier)).toBe(stands)
  })

  test('the first promise is put back, in the place of the wrong one only', () => {
    const answer = { status: 'accepted', confirmed_time: '2031-05-01T21:00:00+02:00' } as const
    expect(amendsFor(orderId, accepted, answer)).toEqual({
      kind: 'order-delayed',
      orderId,
      confirmedTime: '2031-05-01T18:40:00Z',
      insteadOf: '2031-05-01T21:00:00+02:00',
    })
    expect(amendsFor(orderId, accepted, { ...answer, confirmed_time: '2031-05-01T20:40:00+02:00' })).toBe(
      undefined,
    )
  })

  test('a refusal is put back', () => {
    const answer = { status: 'accepted', confirmed_time: null } as const
    expect(amendsFor(orderId, rejected, answer)).toEqual({
      kind: 'order-moved',
      orderId,
      from: 'accepted',
      status: 'rejected',
    })
    expect(amendsFor(orderId, rejected, { ...answer, status: 'rejected' })).toBeUndefined()
  })
})
