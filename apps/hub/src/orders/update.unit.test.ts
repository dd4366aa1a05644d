import { OrderUpdate } from '@hub/contract'
import { expect, test } from 'vitest'
import type { Problem } from '../platform/errors.ts'
import { read } from '../platform/reader.ts'
import { createOrder } from './rules.ts'
import { updateOrder } from './update.ts'

const zone = 'Europe/Paris'
const keys = (_name: string, parsed: object) => Object.keys(parsed)

/** An order with the given number of items that counts how often their ids are read. */
function countedOrder(count: number, problems: Problem[]) {
  const item = { product_name: 'Soup', price: '1.00 EUR', quantity: '1' }
  const context = {
    id: 'order',
    locationId: 'shop-0',
    currency: 'EUR',
    zone,
    nowMs: 0,
    clientName: 'Shop',
    connectionName: null,
    problems,
    sentKeys: keys,
  }
  const { order } = createOrder({ status: 'new', items: Array(count).fill(item) }, context)
  const looks = { count: 0 }
  const items = order.items.map(({ id: _, ...rest }, index) => ({
    ...rest,
    get id() {
      looks.count++
      return `i${index}`
    },
  }))
  return { order: { ...order, items }, looks }
}

test('each item of an order is looked at a few times, however many an update names (security S10)', () => {
  const count = 3000
  const problems: Problem[] = []
  const { order, looks } = countedOrder(count, problems)
  const entries = order.items.map((_, index) => ({ id: `i${index}`, deleted: true }))
  const context = { problems, currency: 'EUR', zone }
  const input = read<OrderUpdate>(OrderUpdate, { items: entries }, context)
  const updated = updateOrder(order, input, {
    ...context,
    sentKeys: keys,
    readPart: (schema, value, path) => read(schema, value, context, path),
  })
  expect(problems).toEqual([])
  expect(updated.order.items.every(({ deleted }) => deleted)).toBe(true)
  // A linear search for each would read 4.5 million.
  expect(looks.count).toBeLessThan(5 * count)
})
