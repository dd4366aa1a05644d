import { addDecimals, formatDecimal, parseDecimal } from '@hub/money'
import type { PrintedLine } from './documents/order.ts'

/** A dish, or the heading of a menu, with its options. */
type Dish = [PrintedLine, ...PrintedLine[]]

/**
 * Merges equal dishes (same name, note and options) into one line at the place of the first, «6 x COLA» (contract,
 * counter T37). Dishes of a menu are not merged with others.
 */
export function groupEqualDishes(lines: readonly PrintedLine[]): PrintedLine[] {
  const grouped: Dish[] = []
  const loose = new Map<string, number>()
  let inMenu = new Map<string, number>()
  for (const dish of dishesOf(lines)) {
    const [line] = dish
    if (line.kind === 'deal') inMenu = new Map()
    const known = line.kind === 'deal' || line.depth > 0 ? inMenu : loose
    const key = keyOf(dish)
    const at = known.get(key)
    const same = at === undefined ? undefined : grouped[at]
    if (at !== undefined && same) grouped[at] = addUp(same, dish)
    else known.set(key, grouped.push(dish) - 1)
  }
  return grouped.flat()
}

function dishesOf(lines: readonly PrintedLine[]): Dish[] {
  const dishes: Dish[] = []
  for (const line of lines) {
    const last = dishes.at(-1)
    if (line.kind === 'option' && last) last.push(line)
    else dishes.push([line])
  }
  return dishes
}

/**
 * Options in any order, each with its quantity per dish, so that 2 of one dish and 6 of another may be equal.
 */
function keyOf([line, ...options]: Dish): string {
  const each = Number(line.quantity) || 1
  return JSON.stringify([
    line.kind,
    line.depth,
    line.idart,
    line.name,
    line.note,
    options
      .map(({ idart, name, quantity, note }) => JSON.stringify([idart, name, note, Number(quantity) / each]))
      .sort(),
  ])
}

function addUp(left: Dish, [line, ...options]: Dish): Dish {
  const [first, ...others] = left
  const used = new Set<PrintedLine>()
  return [
    plus(first, line),
    ...others.map((option) => {
      const same = options.find(
        (one) => !used.has(one) && one.name === option.name && one.idart === option.idart,
      )
      if (!same) return option
      used.add(same)
      return plus(option, same)
    }),
  ]
}

const plus = (line: PrintedLine, other: PrintedLine): PrintedLine => ({
  ...line,
  quantity: formatDecimal(addDecimals(parseDecimal(line.quantity), parseDecimal(other.quantity))),
  totalCents: line.totalCents + other.totalCents,
})
