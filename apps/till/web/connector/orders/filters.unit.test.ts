import { expect, test } from 'vitest'
import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { initialFilters, keepRows, type OrderFilters, periodOf } from './filters.ts'

const row = (fields: Partial<WebOrderRow>) =>
  ({
    number: 1,
    dueAt: '2026-03-14T22:30:00Z',
    status: 'accepted',
    channel: 'LivePepper',
    payment: 'paid',
    serviceType: 'delivery',
    ...fields,
  }) as WebOrderRow
const filters = (fields: Partial<OrderFilters>): OrderFilters => ({
  ...initialFilters('Europe/Paris'),
  from: '',
  ...fields,
})

test.each<[string, Partial<WebOrderRow>, Partial<OrderFilters>, boolean]>([
  ['nothing chosen', {}, {}, true],
  ['the day of the shop, not of Greenwich', { dueAt: '2026-03-14T23:30:00Z' }, { from: '2026-03-15' }, true],
  ['the day before', {}, { from: '2026-03-15' }, false],
  ['the day after the last one', { dueAt: '2026-03-15T23:30:00Z' }, { to: '2026-03-15' }, false],
  ['an order that waits, whatever the period', { status: 'pending' }, { from: '2026-03-15' }, true],
  ['another status', {}, { status: 'completed' }, false],
  ['another channel', {}, { channel: 'HubRise' }, false],
  ['another payment', {}, { payment: 'unpaid' }, false],
  ['another service', {}, { service: 'eat_in' }, false],
])('%s', (_, order, chosen, isKept) => {
  expect(keepRows([row(order)], filters(chosen), 'Europe/Paris')).toHaveLength(isKept ? 1 : 0)
})

test.each<[string, Partial<WebOrderRow>, boolean]>([
  ['late', {}, true],
  ['finished', { status: 'completed', isFinal: true }, false],
  ['late since the service before', { dueAt: '2026-03-14T11:00:00Z' }, false],
])('after midnight an order of the evening that is %s', (_, order, isKept) => {
  const afterMidnight = Date.parse('2026-03-14T23:10:00Z')
  const today = filters({ from: '2026-03-15' })
  expect(keepRows([row({ isFinal: false, ...order })], today, 'Europe/Paris', afterMidnight)).toHaveLength(
    isKept ? 1 : 0,
  )
})

test('the period asked for is wide enough for any time zone', () => {
  expect(periodOf(filters({ from: '2026-03-14', to: '2026-03-14' }))).toEqual({
    from: '2026-03-13T00:00:00.000Z',
    to: '2026-03-16T00:00:00.000Z',
  })
  expect(periodOf(filters({}))).toEqual({ from: '', to: '' })
})
