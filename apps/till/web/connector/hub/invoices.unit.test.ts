import { expect, test } from 'vitest'
import type { SendableInvoice } from '../../../src/connector/wire.ts'
import { keepInvoices } from './invoices.ts'

const invoice = (number: number, values: Partial<SendableInvoice> = {}): SendableInvoice => ({
  number,
  kind: 'invoice',
  soldAt: '2026-11-27T12:00:00Z',
  customerId: null,
  customerName: null,
  channel: null,
  totalCents: 1200,
  orderId: null,
  ...values,
})

const rows = [
  invoice(1, { soldAt: '2026-11-26T22:59:59Z' }),
  // Midnight of the shop.
  invoice(2, { soldAt: '2026-11-26T23:00:00Z', customerId: 12, customerName: 'Lefèvre Zoé' }),
  invoice(3, { customerId: 2, customerName: 'Petit Léa' }),
]
const kept = (from: string, to: string, customer = '') =>
  keepInvoices(rows, { from, to, customer }, 'Europe/Paris').map(({ number }) => number)

test('the picker keeps whole days of the shop (W-19)', () => {
  expect(kept('2026-11-27', '2026-11-27')).toEqual([2, 3])
  expect(kept('2026-11-26', '2026-11-26')).toEqual([1])
  expect(kept('', '')).toEqual([1, 2, 3])
})

test('and a customer, by a part of his name, whatever its accents, or by his whole code (W-19)', () => {
  expect(kept('', '', 'lefevre z')).toEqual([2])
  expect(kept('', '', 'ZOÉ')).toEqual([2])
  expect(kept('', '', '2')).toEqual([3])
  expect(kept('', '', 'personne')).toEqual([])
})
