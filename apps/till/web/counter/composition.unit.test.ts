import { expect, test } from 'vitest'
import type {
  ComposableChoice,
  ComposableLetter,
  ComposableMenu,
  SellableArticle,
} from '../../src/sales/wire.ts'
import { afterEnter, choose, chooseTariff, isSkipped, setOptions, startOf, whyNot } from './composition.ts'

const article = (idart: number, values: Partial<SellableArticle> = {}): SellableArticle => ({
  idart,
  code: String(idart),
  definition: `A${idart}`,
  unitCents: 100,
  vatRates: { eat_in: '10.0', take_away: '5.5' },
  isDiscountForbidden: false,
  isZeroPriceAllowed: false,
  isNegativePriceAllowed: false,
  isMealVoucherEligible: true,
  availableMilli: null,
  tariffs: [],
  optionGroups: [],
  ...values,
})
const choice = (idart: number, values: Partial<ComposableChoice> = {}): ComposableChoice => ({
  article: article(idart),
  extraCents: 0,
  isDefault: false,
  refusal: null,
  ...values,
})
const letterOf = (letter: string, choices: ComposableChoice[], isOptional = false): ComposableLetter => ({
  letter,
  label: letter,
  isOptional,
  choices,
})
const menuOf = (...letters: ComposableLetter[]): ComposableMenu => ({
  name: 'MIDI',
  priceCents: 1000,
  discountPercent: '0.0',
  isByDiscount: true,
  isDiscountForbidden: false,
  article: article(99),
  letters,
})
const always = () => true
const idarts = (components: { article: { idart: number } }[]) => components.map((one) => one.article.idart)
const fresh = { step: 0, isTouched: false, asked: [0, 1] }

test('it starts with the defaults and with what is the only choice, but for what is not sold (counter T11, T12)', () => {
  const menu = menuOf(
    letterOf('P', [choice(1), choice(2, { isDefault: true })]),
    letterOf('D', [choice(3)], true),
    letterOf('B', [choice(4)]),
    letterOf('E', [choice(5, { isDefault: true }), choice(6)]),
  )
  expect(idarts(startOf(menu, always))).toEqual([2, 4, 5])
  expect(idarts(startOf(menu, ({ article: { idart } }) => idart !== 5))).toEqual([2, 4, 6])
})

test('a letter with one choice that asks nothing is skipped, an optional one never (counter T12)', () => {
  const group = { id: 1, name: 'Sauces', minSelections: 0, maxSelections: 1, options: [article(7)] }
  expect(isSkipped(letterOf('B', [choice(4)]), always)).toBe(true)
  expect(isSkipped(letterOf('B', [choice(4)], true), always)).toBe(false)
  expect(isSkipped(letterOf('B', [choice(4), choice(5)]), always)).toBe(false)
  expect(isSkipped(letterOf('B', [choice(4)]), () => false)).toBe(false)
  const withOptions = choice(4, { article: article(4, { optionGroups: [group] }) })
  expect(isSkipped(letterOf('B', [withOptions]), always)).toBe(false)
})

test('what is sold out is greyed, but taken back in a return (counter T11)', () => {
  const soldOut = (definition: string) => `${definition} : rien`
  const out = choice(1, { article: article(1, { availableMilli: 0 }) })
  expect(whyNot(out, { isReturn: false, soldOut })).toBe('A1 : rien')
  expect(whyNot(out, { isReturn: true, soldOut })).toBeUndefined()
  expect(whyNot(choice(1, { refusal: 'A1 est en sommeil.' }), { isReturn: true, soldOut })).toBe(
    'A1 est en sommeil.',
  )
})

test('Enter goes on step by step and sells at the end; complete and untouched it sells at once (counter T12)', () => {
  const [plat, boisson] = [letterOf('P', [choice(1), choice(2)]), letterOf('B', [choice(4), choice(5)])]
  const menu = menuOf(plat, boisson)
  expect(afterEnter(menu, [], fresh)).toEqual({ to: 0, problem: 'Choisissez « P ».' })
  const one = choose([], plat, choice(1))
  expect(afterEnter(menu, one, { ...fresh, isTouched: true })).toEqual({ to: 1 })
  const both = choose(one, boisson, choice(4))
  expect(afterEnter(menu, both, { ...fresh, isTouched: true })).toEqual({ to: 1 })
  expect(afterEnter(menu, both, { ...fresh, step: 1, isTouched: true })).toEqual({ to: 'sell' })
  expect(afterEnter(menu, both, fresh)).toEqual({ to: 'sell' })
  const second = choose([], boisson, choice(4))
  expect(afterEnter(menu, second, { ...fresh, step: 1, isTouched: true })).toEqual({
    to: 0,
    problem: 'Choisissez « P ».',
  })
})

test('another article loses the options of the one before, the same keeps them; «Sans» takes it away (counter T11)', () => {
  const plat = letterOf('P', [choice(1), choice(2)], true)
  const option = { groupId: 1, article: article(7), quantity: 1, unitCents: 50 }
  const chosen = setOptions(choose([], plat, choice(1)), 'P', [option])
  expect(choose(chosen, plat, choice(1))).toEqual(chosen)
  expect(choose(chosen, plat, choice(2))).toMatchObject([{ article: { idart: 2 }, options: [] }])
  expect(choose(chosen, plat, 'none')).toEqual([])
})

test('a tariff is a choice of its article, and gives its price (counter T11)', () => {
  const tariffs = [
    { idtar: 1, title: 'Petite', priceCents: 900 },
    { idtar: 2, title: 'Grande', priceCents: 1300 },
  ]
  const plat = letterOf('P', [choice(1, { article: article(1, { tariffs }) })])
  const menu = menuOf(plat)
  const [offered] = plat.choices
  const chosen = offered ? choose([], plat, offered) : []
  expect(afterEnter(menu, chosen, fresh)).toEqual({ to: 0, problem: 'Choisissez un tarif de A1.' })
  expect(chooseTariff(chosen, plat, 2)).toMatchObject([{ tariff: { title: 'Grande' }, unitCents: 1300 }])
})
