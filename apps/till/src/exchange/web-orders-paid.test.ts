// «Payé» in the export of web orders counts each payment once, wherever it was made (contract, counter B10).
import { expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import type { OrderFields } from '../connector/testing/stub-order.ts'
import { onlyOrder, startConnectedTill, until } from '../connector/testing/till.ts'
import { exportFile, linesOf } from './testing.ts'

const [cash, card] = [1, 3]
const online = { type: 'online' as const, name: 'Carte', ref: 'CB' }
const promise = { type: 'cash' as const, name: 'Cash', ref: null, amount: '30.00 EUR' }

/** The export of a single order of 30,00. */
async function exported(fields: OrderFields, settings: object, paid: [modeId: number, cents: number][]) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const base = { isHubActive: true, listKey: 1, listKeyLabel: 'Web', isPopupDisabled: false }
  await till.put('/api/web-order-settings', { ...base, ...settings })
  const items = [{ price: '30.00 EUR', subtotal: '30.00 EUR' }]
  const { id } = hub.place({ status: 'accepted', created_by: 'WEB', items, ...fields })
  const { number } = await onlyOrder(till)
  await until(() => expect(hub.order(id).status).not.toBe('new'))
  if (paid.length > 0) {
    const { status } = await till.post(`/api/web-orders/${number}/invoice`, {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      dueCents: paid.reduce((sum, [, cents]) => sum + cents, 0),
      payments: paid.map(([modeId, cents]) => ({ modeId, cents })),
    })
    expect(status).toBe(201)
    // Payments made here are sent to the hub, which returns them.
    await until(async () => expect((await till.maintenance()).queue).toEqual([]))
  }
  const year = (await till.orders())[0]?.createdAt.slice(0, 4)
  const period = `&from=01/01/${year}&to=31/12/${year}`
  const [, line = ''] = linesOf((await exportFile(till, 'web-orders', 'csv', period)).bytes)
  return line.split(';').slice(-2)
}

test.each<[string, OrderFields, object, [number, number][], string]>([
  ['cash at the till', { payments: [promise] }, {}, [[cash, 3000]], '30,00'],
  [
    'a part online, the rest in cash',
    { payments: [{ ...online, amount: '10.00 EUR' }] },
    {},
    [[cash, 2000]],
    '30,00',
  ],
  [
    'a part online, the rest by card',
    { payments: [{ ...online, amount: '10.00 EUR' }] },
    {},
    [[card, 2000]],
    '30,00',
  ],
  [
    'a deposit of all',
    { payments: [{ ...online, amount: '30.00 EUR' }] },
    { isFullDeposit: true },
    [],
    '30,00',
  ],
  ['a promise of cash', { payments: [promise] }, {}, [], '0,00'],
])('«Payé» counts %s once (counter B10)', async (_, fields, settings, paid, expected) => {
  expect(await exported(fields, settings, paid)).toEqual(['30,00', expected])
})
