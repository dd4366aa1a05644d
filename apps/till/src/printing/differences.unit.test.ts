import { describe, expect, test } from 'vitest'
import { type ComparedLine, compareDishes, dishesOf } from './differences.ts'

type Line = ComparedLine & { depth: number }

const dish = (name: string, fields: Partial<Line> = {}): Line => ({
  kind: 'article',
  depth: 0,
  name,
  quantity: '1.0',
  unitCents: 1000,
  note: null,
  ...fields,
})
const option = (name: string, fields: Partial<Line> = {}): Line =>
  dish(name, { kind: 'option', depth: 1, unitCents: 0, ...fields })

const told = (before: Line[], after: Line[], pricesIn: string | null = null) =>
  compareDishes(dishesOf(before), dishesOf(after), { pricesIn }).map(({ sign, text, details }) =>
    [`${sign} ${text}`, ...details].join(' | '),
  )

describe('what became of the dishes (counter T37, T38)', () => {
  test.each<[string, Line[], Line[], string[]]>([
    ['nothing', [dish('REGINA')], [dish('REGINA', { quantity: '1.000' })], []],
    ['one more', [], [dish('PANNA COTTA')], ['+ 1 PANNA COTTA']],
    ['one gone', [dish('TIRAMISU', { quantity: '2.0' })], [], ['− 2 TIRAMISU']],
    [
      'more of one',
      [dish('REGINA', { quantity: '2.0' })],
      [dish('REGINA', { quantity: '3.0' })],
      ['→ 2 → 3 REGINA'],
    ],
    [
      'a note',
      [dish('REGINA', { itemId: 'a', note: 'Bien cuite' })],
      [dish('REGINA', { itemId: 'a' })],
      ['→ 1 REGINA | > Bien cuite → (rien)'],
    ],
    [
      'an option of each of two',
      [dish('REGINA', { itemId: 'a', quantity: '2.0' }), option('Olives', { quantity: '2.0' })],
      [dish('REGINA', { itemId: 'a', quantity: '2.0' }), option('SANS Oignons', { quantity: '2.0' })],
      ['→ 2 REGINA | − Olives | + SANS Oignons'],
    ],
    [
      'options that only follow their dish',
      [dish('REGINA', { itemId: 'a', quantity: '1.0' }), option('Olives', { quantity: '1.0' })],
      [dish('REGINA', { itemId: 'a', quantity: '2.0' }), option('Olives', { quantity: '2.0' })],
      ['→ 1 → 2 REGINA'],
    ],
    [
      'another dish under the same id',
      [dish('REGINA', { itemId: 'a' })],
      [dish('PARMA', { itemId: 'a' })],
      ['+ 1 PARMA', '− 1 REGINA'],
    ],
    [
      'equal content under other ids, in another order',
      [dish('REGINA', { itemId: 'a' }), dish('PARMA', { itemId: 'b' })],
      [dish('PARMA', { itemId: 'c' }), dish('REGINA', { itemId: 'd' })],
      [],
    ],
    [
      'one of two equal dishes',
      [dish('REGINA', { itemId: 'a' }), dish('REGINA', { itemId: 'b' })],
      [dish('REGINA', { itemId: 'b' })],
      ['− 1 REGINA'],
    ],
    [
      'a renamed article',
      [dish('REGINA', { sourceName: 'Regina' })],
      [dish('REGINA MAISON', { sourceName: 'Regina' })],
      [],
    ],
    [
      'a dish of a menu',
      [],
      [dish('MENU MIDI', { kind: 'deal' }), dish('REGINA', { depth: 1 })],
      ['+ 1 REGINA — MENU MIDI'],
    ],
    ['a price, which the kitchen is not told', [dish('REGINA')], [dish('REGINA', { unitCents: 1100 })], []],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected)
  })

  test('sellers are told prices (T55)', () => {
    expect(told([dish('REGINA')], [dish('REGINA', { unitCents: 1150 })], 'EUR')).toEqual([
      '→ 1 REGINA | 10,00\u00a0€ → 11,50\u00a0€',
    ])
  })
})
