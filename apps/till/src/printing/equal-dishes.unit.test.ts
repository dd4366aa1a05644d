import { expect, test } from 'vitest'
import type { PrintedLine } from './documents/order.ts'
import { groupEqualDishes } from './equal-dishes.ts'

const line = (quantity: string, name: string, fields: Partial<PrintedLine> = {}): PrintedLine => ({
  kind: 'article',
  depth: 0,
  idart: 0,
  name,
  quantity,
  unitCents: 0,
  totalCents: 0,
  note: null,
  ...fields,
})
const option = (quantity: string, name: string) => line(quantity, name, { kind: 'option', depth: 1 })
const read = (...lines: PrintedLine[]) =>
  groupEqualDishes(lines).map(({ quantity, name }) => `${Number(quantity)} x ${name}`)

test('equal dishes are one line, where the first of them stands (counter T37)', () => {
  const dishes = [line('2', 'COLA'), line('1', 'REGINA'), line('3', 'COLA'), line('1.0', 'COLA')]
  expect(read(...dishes)).toEqual(['6 x COLA', '1 x REGINA'])
})

test('options count for one dish each, in any order (counter T37)', () => {
  const dishes = [
    line('1', 'REGINA'),
    option('1', 'OLIVES'),
    option('2', 'OEUF'),
    line('2', 'REGINA'),
    option('4', 'OEUF'),
    option('2', 'OLIVES'),
    line('1', 'REGINA'),
    line('1', 'REGINA'),
    option('1', 'OLIVES'),
  ]
  expect(read(...dishes)).toEqual([
    '3 x REGINA',
    '3 x OLIVES',
    '6 x OEUF',
    '1 x REGINA',
    '1 x REGINA',
    '1 x OLIVES',
  ])
})

test('another note or another menu is another dish (counter T37)', () => {
  const dishes = [
    line('1', 'COLA'),
    line('1', 'COLA', { note: 'sans glace' }),
    line('1', 'COLA — MENU DEJEUNER'),
  ]
  expect(groupEqualDishes(dishes)).toEqual(dishes)
})

test('a menu that stands over its dishes keeps them to itself (counter T37)', () => {
  const menu = line('1', 'MENU MIDI', { kind: 'deal' })
  const inMenu = line('1', 'COLA', { depth: 1 })
  const dishes = [menu, inMenu, line('1', 'COLA'), menu, inMenu, inMenu, line('2', 'COLA')]
  expect(read(...dishes)).toEqual(['1 x MENU MIDI', '1 x COLA', '3 x COLA', '1 x MENU MIDI', '2 x COLA'])
})
