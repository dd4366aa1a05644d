import { expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../connector/testing/till.ts'

/** IDCLI of each order, in the order of their arrival. */
async function customersOf(people: Record<string, unknown>[]) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  for (const [index, customer] of people.entries()) {
    hub.place({ customer })
    await until(async () => expect(await till.orders()).toHaveLength(index + 1))
  }
  const rows = (await till.orders()).toSorted((a, b) => a.number - b.number)
  return Promise.all(rows.map(async ({ number }) => (await till.details(number)).customerId))
}

const [anonymous, first, second] = [1, 2, 3]

test.each<[string, Record<string, unknown>[], number[]]>([
  ['the id already stored', [{ id: 'a1' }, { id: 'a1', email: 'new@example.com' }], [first, first]],
  [
    'the e-mail, in another case',
    [{ email: 'Ines@Example.com' }, { email: ' ines@example.com' }],
    [first, first],
  ],
  [
    'the e-mail, then the id that came with it',
    [{ email: 'ines@example.com' }, { id: 'a1', email: 'ines@example.com' }, { id: 'a1' }],
    [first, first, first],
  ],
  ['no match', [{ id: 'a1' }, { id: 'b2', email: 'x@example.com' }], [first, second]],
  ['neither id nor e-mail', [{}, { phone: '06 12 34 56 78' }], [anonymous, anonymous]],
])('a web order finds its customer by %s (kezia R-K10, D45)', async (_, people, expected) => {
  expect(await customersOf(people)).toEqual(expected)
})
