// Compares lists of dishes (contract, counter T37, T38), for the kitchen and for the screens of web orders.
import { displayMoney } from '@hub/money'
import { quantity as shortQuantity } from './documents/words.ts'

/** A line in comparable form. */
export interface ComparedLine {
  kind: 'article' | 'option' | 'deal' | 'charge' | 'port'
  name: string
  /** Exact decimal in text. */
  quantity: string
  unitCents: number
  note: string | null
  /** The item's id at its source; none when the source gives none, or for a line added here. */
  itemId?: string | null | undefined
  /** The name as received: an article renamed here since is still the same dish. */
  sourceName?: string | undefined
}

/** An article with its options, and the menu that it belongs to. */
export interface Dish {
  line: ComparedLine
  options: ComparedLine[]
  menu: string | null
}

export interface DishChange {
  sign: '+' | '−' | '→'
  /** «1 PANNA COTTA», «2 → 3 TIRAMISU». */
  text: string
  /** Options and notes: all of them with + and −, only what changed with →. */
  details: string[]
}

/**
 * Groups lines into dishes: options follow their dish, a menu precedes its dishes. A
 * charge is a dish of its own.
 */
export function dishesOf(lines: (ComparedLine & { depth: number })[]): Dish[] {
  const dishes: Dish[] = []
  let menu: string | null = null
  for (const { depth, ...line } of lines) {
    if (depth === 0) menu = null
    if (line.kind === 'deal') menu = line.name
    else if (line.kind === 'option') dishes.at(-1)?.options.push(line)
    else dishes.push({ line, options: [], menu })
  }
  return dishes
}

/**
 * The dishes added, removed or changed. Dishes are paired by the id of their source, else by equal content
 * (contract, counter T38).
 * @param pricesIn the currency of the prices; null for the kitchen, which gets no prices
 */
export function compareDishes(
  before: Dish[],
  after: Dish[],
  { pricesIn }: { pricesIn: string | null },
): DishChange[] {
  const pairs = pairDishes(before, after)
  const kept = new Set(pairs.values())
  const gone = before.filter((dish) => !kept.has(dish))
  return [
    ...after.flatMap((dish) => {
      const former = pairs.get(dish)
      return former ? changeOf(former, dish, pricesIn) : [wholeDish('+', dish)]
    }),
    ...gone.map((dish) => wholeDish('−', dish)),
  ]
}

/** The former dish of each later one, if it has one. */
function pairDishes(before: Dish[], after: Dish[]): Map<Dish, Dish> {
  const pairs = new Map<Dish, Dish>()
  const left = new Set(before)
  const isSameItem = (a: Dish, b: Dish) =>
    a.line.itemId != null && a.line.itemId === b.line.itemId && isSameName(a.line, b.line)
  const isSameContent = (a: Dish, b: Dish) =>
    isSameName(a.line, b.line) &&
    a.menu === b.menu &&
    (a.line.note ?? '') === (b.line.note ?? '') &&
    changesOfOptions(a, b).length === 0
  const isEqual = (a: Dish, b: Dish) =>
    isSameContent(a, b) && isSameQuantity(a.line.quantity, b.line.quantity)
  // A source that rewrites all its items gives them new ids, so equal content pairs them too.
  for (const isPair of [isSameItem, isEqual, isSameContent])
    for (const dish of after) {
      if (pairs.has(dish)) continue
      const former = [...left].find((one) => isPair(one, dish))
      if (!former) continue
      pairs.set(dish, former)
      left.delete(former)
    }
  return pairs
}

const isSameName = (a: ComparedLine, b: ComparedLine) =>
  a.sourceName !== undefined && b.sourceName !== undefined ? a.sourceName === b.sourceName : a.name === b.name

const isSameQuantity = (a: string, b: string) => shortQuantity(a) === shortQuantity(b)

const named = ({ line, menu }: Dish) => (menu === null ? line.name : `${line.name} — ${menu}`)

function wholeDish(sign: '+' | '−', dish: Dish): DishChange {
  const count = dish.line.kind === 'article' ? `${shortQuantity(dish.line.quantity)} ` : ''
  const note = dish.line.kind === 'article' && dish.line.note ? [`> ${dish.line.note}`] : []
  return {
    sign,
    text: `${count}${named(dish)}`,
    details: [...dish.options.map((option) => optionText(option, dish)), ...note],
  }
}

function changeOf(before: Dish, after: Dish, pricesIn: string | null): DishChange[] {
  const isMore = !isSameQuantity(before.line.quantity, after.line.quantity)
  const [from, to] = [before.line.note ?? '', after.line.note ?? '']
  const details = [
    ...changesOfOptions(before, after),
    ...(from === to || after.line.kind !== 'article' ? [] : [`> ${from || '(rien)'} → ${to || '(rien)'}`]),
    ...(pricesIn === null ? [] : changeOfPrice(before, after, pricesIn)),
  ]
  if (!isMore && details.length === 0) return []
  const count = isMore
    ? `${shortQuantity(before.line.quantity)} → ${shortQuantity(after.line.quantity)} `
    : after.line.kind === 'article'
      ? `${shortQuantity(after.line.quantity)} `
      : ''
  return [{ sign: '→', text: `${count}${named(after)}`, details }]
}

function changeOfPrice(before: Dish, after: Dish, currency: string): string[] {
  const [from, to] = [before.line.unitCents, after.line.unitCents]
  return from === to ? [] : [`${displayMoney(from, currency)} → ${displayMoney(to, currency)}`]
}

/** Quantities of options are counted per dish: two pizzas with olives have olives twice. */
function changesOfOptions(before: Dish, after: Dish): string[] {
  const left = before.options.map((option) => ({ option, text: optionKey(option, before) }))
  const added: string[] = []
  for (const option of after.options) {
    const key = optionKey(option, after)
    const at = left.findIndex(({ text }) => text === key)
    if (at === -1) added.push(`+ ${optionText(option, after)}`)
    else left.splice(at, 1)
  }
  return [...left.map(({ option }) => `− ${optionText(option, before)}`), ...added]
}

const timesPerDish = (option: ComparedLine, dish: Dish) =>
  Math.round((Number(option.quantity) / (Number(dish.line.quantity) || 1)) * 1000) / 1000

const optionKey = (option: ComparedLine, dish: Dish) =>
  `${timesPerDish(option, dish)} ${option.sourceName ?? option.name}`

function optionText(option: ComparedLine, dish: Dish): string {
  const times = timesPerDish(option, dish)
  return times === 1 ? option.name : `${shortQuantity(String(times))} x ${option.name}`
}
