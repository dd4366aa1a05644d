import { expect, test } from 'vitest'
import type { PrintedLine } from './documents/order.ts'
import { printerOf, splitPreparation } from './preparations.ts'

const line = (name: string, fields: Partial<PrintedLine> = {}): PrintedLine => ({
  kind: 'article',
  depth: 0,
  idart: 0,
  name,
  quantity: '1.0',
  unitCents: 0,
  totalCents: 0,
  note: null,
  ...fields,
})
const option = (name: string) => line(name, { kind: 'option', depth: 1 })

const articles = new Map([
  [1, { isPrepared: true, ticketName: 'CUISINE' }],
  [2, { isPrepared: true, ticketName: 'BAR' }],
  [3, { isPrepared: false, ticketName: '' }],
  [4, { isPrepared: true, ticketName: '' }],
])
const split = (...lines: PrintedLine[]) =>
  Object.fromEntries(
    [...splitPreparation(lines, (idart) => articles.get(idart))].map(([name, prepared]) => [
      name,
      prepared.map((one) => one.name),
    ]),
  )

test('each article goes on the ticket of its fiche, with its options (kezia W-16)', () => {
  const lines = [
    line('Regina', { idart: 1 }),
    option('SANS jambon'),
    line('Spritz', { idart: 2 }),
    option('Glaçons'),
    line('Calzone', { idart: 1 }),
    line('Focaccia', { idart: 4 }),
  ]
  expect(split(...lines)).toEqual({
    CUISINE: ['Regina', 'SANS jambon', 'Calzone'],
    BAR: ['Spritz', 'Glaçons'],
    '': ['Focaccia'],
  })
})

test('what is not «Article à préparer» is left out with its options, and so are fees', () => {
  const fee = line('FRAIS DE PORT TTC', { kind: 'charge' })
  expect(split(line('Cola', { idart: 3 }), option('Citron'), fee)).toEqual({})
})

test('an article that the till does not know is prepared: nobody else would tell the kitchen', () => {
  expect(split(line('Pizza du jour'), option('Olives'))).toEqual({ '': ['Pizza du jour', 'Olives'] })
})

test('a menu stands over its articles, on each ticket that has one of them', () => {
  const inMenu = (name: string, idart: number) => line(name, { idart, depth: 1 })
  const menu = line('MENU MIDI', { kind: 'deal' })
  const lines = [
    menu,
    inMenu('Regina', 1),
    inMenu('Cola', 3),
    inMenu('Spritz', 2),
    line('Calzone', { idart: 1 }),
  ]
  expect(split(...lines)).toEqual({
    CUISINE: ['MENU MIDI', 'Regina', 'Calzone'],
    BAR: ['MENU MIDI', 'Spritz'],
  })
})

test('a ticket goes to the printer of its name, whatever capitals and accents, else to that of all others', () => {
  const kitchen = { preparations: ['Cuisine', 'Four à pizza'], printsOtherPreparations: false }
  const rest = { preparations: ['BAR'], printsOtherPreparations: true }
  expect(printerOf([rest, kitchen], 'FOUR A PIZZA')).toBe(kitchen)
  expect(printerOf([rest, kitchen], 'Snack')).toBe(rest)
  expect(printerOf([kitchen], 'Snack')).toBeUndefined()
})
