import type { Cents } from '@hub/money'
import { percentOf, sum } from './amounts.ts'
import { isPercentMenu, pricesInMenu } from './menu-prices.ts'
import type { BasketComponent, BasketLine, SellableMenu } from './wire.ts'

export interface MenuShare {
  /** Shared by the lines of the same match; counts from 1 in each basket. */
  key: number
  name: string
  /** The article that the menu is sold as. */
  idart: number
  /** True for the line of that article, which carries the menu's price. «Calcul par remise» has no such line. */
  isHeading: boolean
  /** True for a composed menu, false for a menu recognised among loose lines. */
  isComposed: boolean
  /** «Remise supplémentaire interdite sur les menus». */
  isDiscountForbidden: boolean
  /** What the menu takes off one unit under «Calcul par remise» (contract, kezia D62), else 0. */
  discountCents: Cents
}

/** A basket line, the part of one that a menu takes or leaves, or the menu's own line above its articles. */
export interface Piece extends BasketLine {
  /** Index of its line in the basket; the heading of a menu has the index of its first article. */
  source: number
  menu: MenuShare | null
}

/** A menu recognised `count` times in the same lines. */
interface Match {
  menu: SellableMenu
  key: number
  /** For each letter, the index of the line that provides a unit. */
  chosen: number[]
  count: number
}

/**
 * Finds every menu whose letters are all in the basket (contract, kezia §5.5), in the order of «Rang». Lines with their
 * own discount, articles with «Pas de remise», returns, negative prices and fractions are left out. A menu that would
 * cost more than its articles is not applied, unless one of them is at 0: such an article is sold in menus only (D60),
 * so its own price says nothing. The articles of a composed menu are not matched again (contract, counter T13).
 */
export function recogniseMenus(lines: BasketLine[], menus: SellableMenu[]): Piece[] {
  const free = lines.map(freeUnits)
  const matches: Match[] = []
  for (const menu of menus) {
    for (;;) {
      const chosen = chooseLines(menu, lines, free)
      if (!chosen || isDearer(menu, chosen, lines)) break
      const count = Math.min(...chosen.map((index) => Math.floor(free[index]! / timesIn(chosen, index))))
      for (const index of chosen) free[index] = free[index]! - count
      matches.push({ menu, key: matches.length + 1, chosen, count })
    }
  }
  const composed = lines.flatMap((line, source) => (line.composition ? [source] : []))
  return lines.flatMap((line, source) => [
    ...(line.composition ? composedPieces(line, source, matches.length + 1 + composed.indexOf(source)) : []),
    ...rest(line, source, free[source]!),
    ...matches.filter(({ chosen }) => chosen[0] === source).flatMap((match) => piecesOf(match, lines)),
  ])
}

/** How many menus were recognised among loose lines; composed menus do not count. */
export const countMenus = (pieces: Pick<Piece, 'menu' | 'quantity'>[]): number => {
  const counts = new Map(
    pieces.flatMap(({ menu, quantity }) =>
      menu && !menu.isComposed ? [[menu.key, Number.parseInt(quantity, 10)] as const] : [],
    ),
  )
  return sum([...counts.values()])
}

const timesIn = (chosen: number[], index: number) => chosen.filter((one) => one === index).length

function freeUnits({ quantity, discount, article, unitCents, composition }: BasketLine): number {
  if (composition || discount || article.isDiscountForbidden || unitCents < 0) return 0
  return isWhole(quantity) ? Number.parseInt(quantity, 10) : 0
}

const isWhole = (quantity: string) => /^\d{1,6}(\.0+)?$/.test(quantity)

/**
 * Assigns a line with a unit left to each letter, preferring the lines that save the customer most, whatever the order
 * they were entered in. A line that already has a letter moves to another one that accepts it, to make room for the
 * next line. Undefined when a letter stays empty.
 */
function chooseLines(menu: SellableMenu, lines: BasketLine[], free: number[]): number[] | undefined {
  const { letters } = menu
  const chosen: (number | undefined)[] = letters.map(() => undefined)
  const isWhole = () => !chosen.includes(undefined)
  const place = (index: number, seen: Set<number>): boolean => {
    for (const letter of letters.keys()) {
      if (seen.has(letter) || extraOf(menu, letter, lines[index]!) === undefined) continue
      seen.add(letter)
      const held = chosen[letter]
      if (held !== undefined && !place(held, seen)) continue
      chosen[letter] = index
      return true
    }
    return false
  }
  for (const index of dearestFirst(menu, lines, free))
    for (let left = free[index]!; left > 0 && !isWhole() && place(index, new Set()); left -= 1);
  return letters.length > 0 && isWhole() ? (chosen as number[]) : undefined
}

/**
 * The lines with a unit left that the menu offers, by what the menu saves on each after its supplement, highest first.
 * Articles at 0, which are sold in menus only (D60), come before all others.
 */
function dearestFirst(menu: SellableMenu, lines: BasketLine[], free: number[]): number[] {
  const saved = new Map<number, Cents>()
  for (const [index, line] of lines.entries()) {
    if (free[index] === 0) continue
    const extras = [...menu.letters.keys()].flatMap((letter) => extraOf(menu, letter, line) ?? [])
    if (extras.length === 0) continue
    const cents = isPercentMenu(menu) ? percentOf(line.unitCents, menu.discountPercent) : line.unitCents
    saved.set(index, line.unitCents === 0 ? Number.POSITIVE_INFINITY : cents - Math.min(...extras))
  }
  const idart = (index: number) => lines[index]!.article.idart
  const bySaving = ([a, savedOnA]: [number, Cents], [b, savedOnB]: [number, Cents]) =>
    savedOnA === savedOnB ? idart(a) - idart(b) || a - b : savedOnB - savedOnA
  return [...saved].sort(bySaving).map(([index]) => index)
}

const pricesIn = (menu: SellableMenu, chosen: number[], lines: BasketLine[]): Cents[] =>
  pricesInMenu(
    menu,
    chosen.map((index, letter) => {
      const line = lines[index]!
      return { unitCents: line.unitCents, extraCents: extraOf(menu, letter, line) ?? 0 }
    }),
  )

/** The supplement of an article at a letter; undefined when the letter does not offer it. */
const extraOf = ({ letters }: SellableMenu, letter: number, { article }: BasketLine): Cents | undefined =>
  letters[letter]!.articles.find(({ idart }) => idart === article.idart)?.extraCents

function isDearer(menu: SellableMenu, chosen: number[], lines: BasketLine[]): boolean {
  const separate = chosen.map((index) => lines[index]!.unitCents)
  return !separate.includes(0) && sum(pricesIn(menu, chosen, lines)) > sum(separate)
}

/** The units of a line that no menu took. */
function rest(line: BasketLine, source: number, left: number): Piece[] {
  if (line.composition) return []
  const taken = freeUnits(line) - left
  if (taken === 0) return [{ ...line, source, menu: null }]
  return left === 0 ? [] : [{ ...line, quantity: String(left), source, menu: null }]
}

function piecesOf({ menu, key, chosen, count }: Match, lines: BasketLine[]): Piece[] {
  const share: MenuShare = {
    key,
    name: menu.name,
    idart: menu.article.idart,
    isHeading: false,
    isComposed: false,
    isDiscountForbidden: menu.isDiscountForbidden,
    discountCents: 0,
  }
  const quantity = String(count)
  const prices = pricesIn(menu, chosen, lines)
  if (menu.isByDiscount)
    return chosen.map((source, letter) => {
      const line = lines[source]!
      const price = prices[letter]!
      // A supplement above what the menu takes off raises the unit price, so that the discount is never negative.
      const unitCents = Math.max(line.unitCents, price)
      return { ...line, source, quantity, unitCents, menu: { ...share, discountCents: unitCents - price } }
    })
  const heading: Piece = {
    article: menu.article,
    tariff: null,
    options: [],
    source: chosen[0]!,
    quantity,
    unitCents: sum(prices),
    discount: null,
    menu: { ...share, isHeading: true },
  }
  return [
    heading,
    ...chosen.map((source) => ({ ...lines[source]!, source, quantity, unitCents: 0, menu: share })),
  ]
}

/**
 * The pieces of a composed menu. With «Calcul par remise» each article has its price in the menu, supplement included.
 * Without it the menu has a line of its own with its price, and each article carries its supplement only. The line's
 * own discount is applied later.
 */
function composedPieces(line: BasketLine, source: number, key: number): Piece[] {
  const { composition, article, quantity, unitCents: wholeCents } = line
  if (!composition) return []
  const { name, components, isByDiscount, isDiscountForbidden } = composition
  const share: MenuShare = {
    key,
    name,
    idart: article.idart,
    isHeading: false,
    isComposed: true,
    isDiscountForbidden,
    discountCents: 0,
  }
  const prices = pricesInMenu(composition, components)
  const pieceOf = (component: BasketComponent, unitCents: Cents, discountCents: Cents): Piece => ({
    article: component.article,
    tariff: component.tariff,
    options: component.options,
    source,
    quantity,
    unitCents,
    discount: null,
    menu: { ...share, discountCents },
  })
  const headingOf = (unitCents: Cents): Piece => ({
    article,
    tariff: null,
    options: [],
    source,
    quantity,
    unitCents,
    discount: null,
    menu: { ...share, isHeading: true },
  })
  // A recalled menu whose choices are all gone shows its price until it is composed again.
  if (components.length === 0) return [headingOf(wholeCents)]
  if (isByDiscount)
    return components.map((component, index) => {
      const price = prices[index] ?? 0
      const unitCents = Math.max(component.unitCents, price)
      return pieceOf(component, unitCents, unitCents - price)
    })
  const extras = sum(components.map(({ extraCents }) => extraCents))
  return [
    headingOf(sum(prices) - extras),
    ...components.map((component) => pieceOf(component, component.extraCents, 0)),
  ]
}
