// The prices of articles inside a menu (contract, kezia D62). Pure: shared by the browser and the server.
import { type Cents, spread } from '@hub/money'
import { percentOf, sum } from './amounts.ts'
import type { ComposedMenu } from './wire.ts'

export interface MenuPrice {
  priceCents: Cents
  /** Above 0 it replaces `priceCents`: the percentage taken off each article. */
  discountPercent: string
}

/** An article chosen in a menu. */
interface PricedChoice {
  /** Its price outside the menu. */
  unitCents: Cents
  /** Its supplement in the menu. */
  extraCents: Cents
}

export const isPercentMenu = ({ discountPercent }: Pick<MenuPrice, 'discountPercent'>) =>
  /[1-9]/.test(discountPercent)

/** The price of each article in the menu, supplement included. They add up to the price of the menu. */
export function pricesInMenu(menu: MenuPrice, choices: readonly PricedChoice[]): Cents[] {
  const separate = choices.map(({ unitCents }) => unitCents)
  const inMenu = isPercentMenu(menu)
    ? separate.map((cents) => cents - percentOf(cents, menu.discountPercent))
    : shareOut(menu.priceCents, separate)
  return inMenu.map((cents, index) => cents + (choices[index]?.extraCents ?? 0))
}

/** Splits a fixed price in proportion to the articles' own prices; equally when all of them are 0. */
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

/** The price of one composed menu with its supplements, without the options of its articles. */
export const composedUnitCents = (composed: ComposedMenu): Cents =>
  sum(pricesInMenu(composed, composed.components))
