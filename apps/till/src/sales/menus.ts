import { type Cents, spread } from '@hub/money'
import { percentOf, sum } from './amounts.ts'
import type { BasketLine, SellableMenu } from './wire.ts'

export interface MenuShare {
  /** Lines of the same menus share it; from 1 in each basket. */
  key: number
  name: string
  /** The article that the menu is sold as. */
  idart: number
  /** True for the line of that article, which carries the price of the others; none with «Calcul par remise». */
  isHeading: boolean
  /** «Remise supplémentaire interdite sur les menus». */
  isDiscountForbidden: boolean
  /** What the menu takes off one unit: «Calcul par remise» (contract, kezia D62). */
  discountCents: Cents
}

/** A line, or the part of one that a menu takes or leaves; or the menu's own line above its articles. */
export interface Piece extends BasketLine {
  /** The line of the basket that it comes from; the heading of a menu has that of its first article. */
  source: number
  menu: MenuShare | null
}

/** The same menu out of the same lines, `count` times. */
interface Match {
  menu: SellableMenu
  key: number
  /** For each letter, the line that it takes a unit of. */
  chosen: number[]
  count: number
}

/**
 * Finds every menu whose letters are all in the basket (contract, kezia §5.5), first ones in «Rang» first. Lines with a
 * discount of their own, articles with «Pas de remise», returns and fractions take no part. A menu that would cost more
 * than its articles is none, unless one of them is at 0: such an article is sold in menus only (D60), and its price is the
 * menu's.
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
  return lines.flatMap((line, source) => [
    ...rest(line, source, free[source]!),
    ...matches.filter(({ chosen }) => chosen[0] === source).flatMap((match) => piecesOf(match, lines)),
  ])
}

/** How many menus are in what was recognised. */
export const countMenus = (pieces: Pick<Piece, 'menu' | 'quantity'>[]): number => {
  const counts = new Map(
    pieces.flatMap(({ menu, quantity }) =>
      menu ? [[menu.key, Number.parseInt(quantity, 10)] as const] : [],
    ),
  )
  return sum([...counts.values()])
}

const timesIn = (chosen: number[], index: number) => chosen.filter((one) => one === index).length

function freeUnits({ quantity, discount, article, unitCents }: BasketLine): number {
  if (discount || article.isDiscountForbidden || unitCents < 0) return 0
  return isWhole(quantity) ? Number.parseInt(quantity, 10) : 0
}

const isWhole = (quantity: string) => /^\d{1,6}(\.0+)?$/.test(quantity)

/**
 * For each letter a line with a unit left: those by which the customer saves most, whatever the order they were keyed in. A
 * letter gives way when it has another choice.
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
 * The lines that the menu offers and that have a unit left, by what it saves on each, its supplement taken off; before them
 * what has no price outside menus (D60).
 */
function dearestFirst(menu: SellableMenu, lines: BasketLine[], free: number[]): number[] {
  const saved = new Map<number, Cents>()
  for (const [index, line] of lines.entries()) {
    if (free[index] === 0) continue
    const extras = [...menu.letters.keys()].flatMap((letter) => extraOf(menu, letter, line) ?? [])
    if (extras.length === 0) continue
    const cents = isPercent(menu) ? percentOf(line.unitCents, menu.discountPercent) : line.unitCents
    saved.set(index, line.unitCents === 0 ? Number.POSITIVE_INFINITY : cents - Math.min(...extras))
  }
  const idart = (index: number) => lines[index]!.article.idart
  const bySaving = ([a, savedOnA]: [number, Cents], [b, savedOnB]: [number, Cents]) =>
    savedOnA === savedOnB ? idart(a) - idart(b) || a - b : savedOnB - savedOnA
  return [...saved].sort(bySaving).map(([index]) => index)
}

/** What each article costs in the menu, its supplement included: their sum is the price of the menu. */
function pricesIn(menu: SellableMenu, chosen: number[], lines: BasketLine[]): Cents[] {
  const separate = chosen.map((index) => lines[index]!.unitCents)
  const inMenu = isPercent(menu)
    ? separate.map((cents) => cents - percentOf(cents, menu.discountPercent))
    : shareOut(menu.priceCents, separate)
  return inMenu.map((cents, letter) => cents + (extraOf(menu, letter, lines[chosen[letter]!]!) ?? 0))
}

const isPercent = ({ discountPercent }: SellableMenu) => /[1-9]/.test(discountPercent)

/** The supplement of an article at a letter; undefined where it is not offered. */
const extraOf = ({ letters }: SellableMenu, letter: number, { article }: BasketLine): Cents | undefined =>
  letters[letter]!.articles.find(({ idart }) => idart === article.idart)?.extraCents

/** A fixed price pro rata of what the articles cost; in equal parts when all are at 0. */
function shareOut(priceCents: Cents, separate: Cents[]): Cents[] {
  const whole = sum(separate)
  if (whole === 0)
    return spread(
      separate.map(() => 1),
      priceCents,
    )
  const off = spread(separate, whole - priceCents)
  return separate.map((cents, index) => cents - off[index]!)
}

function isDearer(menu: SellableMenu, chosen: number[], lines: BasketLine[]): boolean {
  const separate = chosen.map((index) => lines[index]!.unitCents)
  return !separate.includes(0) && sum(pricesIn(menu, chosen, lines)) > sum(separate)
}

/** What no menu took of a line. */
function rest(line: BasketLine, source: number, left: number): Piece[] {
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
    isDiscountForbidden: menu.isDiscountForbidden,
    discountCents: 0,
  }
  const quantity = String(count)
  const prices = pricesIn(menu, chosen, lines)
  if (menu.isByDiscount)
    return chosen.map((source, letter) => {
      const line = lines[source]!
      const price = prices[letter]!
      // A supplement above what the menu takes off makes the article dearer, never its discount negative.
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
