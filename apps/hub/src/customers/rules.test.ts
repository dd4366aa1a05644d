import { describe, expect, test } from 'vitest'
import { guest, personChanges } from './person.ts'
import { countOrder, likePattern, moveTotal } from './rules.ts'

test.each([
  ['a@b.fr', null],
  ['*', '%'],
  ['*@example.com', '%@example.com'],
  ['+44**21', '+44%21'],
  ['50%_off\\*', '50\\%\\_off\\\\%'],
])('the filter %s as a pattern (customers C20)', (filter, pattern) => {
  expect(likePattern(filter)).toBe(pattern)
})

describe('statistics of a customer (customers §5)', () => {
  const none = { nbOrders: 0, orderTotalCents: 0, firstMs: null, lastMs: null }

  test('the first order is both the first and the last', () => {
    expect(countOrder(none, 500, 1000)).toEqual({
      nbOrders: 1,
      orderTotalCents: 500,
      firstMs: 1000,
      lastMs: 1000,
    })
  })

  test('dates are the earliest and the latest, whatever the order in which orders are counted', () => {
    const counted = countOrder(countOrder(none, 500, 2000), -100, 1000)
    expect(counted).toEqual({ nbOrders: 2, orderTotalCents: 400, firstMs: 1000, lastMs: 2000 })
    expect(moveTotal(counted, 250)).toEqual({ ...counted, orderTotalCents: 650 })
  })
})

describe('what a person is described by (customers §3)', () => {
  test.each([
    ['51.12345675', '51.1234568'],
    ['-51.12345675', '-51.1234568'],
    ['2', '2.0'],
    ['-0.00000001', '0.0'],
    [null, null],
  ])('the latitude %s is kept as %s (orders O52)', (given, kept) => {
    expect(personChanges({ latitude: given })).toEqual({ latitude: kept })
  })

  test('only the keys present change, and a marketing flag cannot be cleared (customers C13)', () => {
    expect(personChanges({})).toEqual({})
    expect(personChanges({ city: null, country: 'fr', sms_marketing: null, email_marketing: false })).toEqual(
      {
        city: null,
        country: 'FR',
        email_marketing: false,
      },
    )
    expect(personChanges({ country: 'France' })).toEqual({ country: 'France' })
  })

  test('a guest has every key and no identity (orders O34)', () => {
    expect(guest(null, 'EUR')).toMatchObject({
      id: null,
      customer_list_id: null,
      created_at: null,
      nb_orders: 0,
      order_total: '0.00 EUR',
      sms_marketing: false,
      custom_fields: {},
    })
  })
})
