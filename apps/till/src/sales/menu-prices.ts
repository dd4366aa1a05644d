// What the articles of a menu cost in it (contract, kezia D62). Pure, and the same in the browser and in the server.
import { type Cents, spread } from '@hub/money'
import { percentOf, sum } from './amounts.ts'
import type { ComposedMenu } from './wire.ts'

export interface MenuPrice {
  priceCents: Cents
  /** Above 0 it takes the place of the price: percent off each article. */
  discountPercent: string
}

/** An article in a menu. */
interface PricedChoice {
  /** What it costs by itself. */
  unitCents: Cents
  /** Its supplement. */
  extraCents: Cents
}

export const isPercentMenu = ({ discountPercent }: Pick<MenuPrice, 'discountPercent'>) =>
  /[1-9]/.test(discountPercent)

/** What each article costs in the menu, its supplement included: their sum is the price of the menu. */
export function pricesInMenu(menu: MenuPrice, choices: readonly PricedChoice[]): Cents[] {
  const separate = choices.map(({ unitCents }) => unitCents)
  const inMenu = isPercentMenu(menu)
    ? separate.map((cents) => cents - percentOf(cents, menu.discountPercent))
    : shareOut(menu.priceCents, separate)
  return inMenu.map((cents, index) => cents + (choices[index]?.extraCents ?? 0))
}

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

/** One composed menu with its supplements, without the options of its articles. */
export const composedUnitCents = (composed: ComposedMenu): Cents =>
  sum(pricesInMenu(composed, composed.components))
