import { expect, test } from 'vitest'
import { isFreeWithAnother, isMenuHeading, nameInMenu, nameOfLine } from './printed-name.ts'

const heading = { idart: 17, definition: 'MENU DEJEUNER', menuName: 'DEJEUNER', menuIdart: 17 }

test.each([
  ['the article of the menu', heading, true],
  ['a component', { ...heading, idart: 1, definition: 'MARGHERITA' }, false],
  [
    'the heading of an unknown deal',
    { idart: null, definition: 'Midi', menuName: 'Midi', menuIdart: null },
    true,
  ],
  ['a component of it', { idart: 1, definition: 'MARGHERITA', menuName: 'Midi', menuIdart: null }, false],
])('%s heads its menu: %j %s', (_, line, expected) => expect(isMenuHeading(line)).toBe(expected))

test.each([
  ['an article in its menu', { depth: 0, menuName: 'DEJEUNER', unitCents: 0, totalCents: 0 }, true],
  ['a free option', { depth: 1, menuName: null, unitCents: 0, totalCents: 0 }, true],
  ['an option with a price', { depth: 1, menuName: null, unitCents: 50, totalCents: 50 }, false],
  ['an article sold for nothing', { depth: 0, menuName: null, unitCents: 0, totalCents: 0 }, false],
] as const)('%s has no amounts on a ticket: %j %s', (_, line, expected) =>
  expect(isFreeWithAnother(line)).toBe(expected),
)

test.each([
  ['REGINA', 'DEJEUNER', 'REGINA — MENU DEJEUNER'],
  ['REGINA', 'Menu du jour', 'REGINA — Menu du jour'],
  ['REGINA - Grande', 'MENUISIER', 'REGINA - Grande — MENU MENUISIER'],
])('%s in %s is written «%s» (counter T13)', (definition, menuName, written) =>
  expect(nameInMenu(definition, menuName)).toBe(written),
)

test.each([
  ['a component', { ...heading, idart: 1, definition: 'REGINA' }, 'REGINA — MENU DEJEUNER'],
  ['the menu itself', heading, 'MENU DEJEUNER'],
  ['a loose article', { idart: 2, definition: 'REGINA', menuName: null, menuIdart: null }, 'REGINA'],
])('%s has its name on papers and in credit notes: %j %s (counter T13)', (_, line, written) =>
  expect(nameOfLine({ ...line, tariffTitle: null }, true)).toBe(written),
)
