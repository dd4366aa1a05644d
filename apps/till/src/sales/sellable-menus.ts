import {
  findMenuSoldAs,
  listCompositions,
  menuDiscountForbidden,
  menuSearch,
  menusByDiscount,
} from '../menus/index.ts'
import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { offerToSellable, openShelf, refusalOf } from './sellable.ts'
import type { ComposableMenu, SellableMenu } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

/**
 * The menus that CAISSE recognises: none if «Recherche Menu» is off, and none whose article is asleep, blocked,
 * abandoned or an option (contract, kezia W-17, §5.5).
 */
export function listSellableMenus(tools: Tools, shelf = openShelf(tools)): SellableMenu[] {
  const { database, settings } = tools
  if (!settings.get(menuSearch)) return []
  const rules = rulesOf(tools)
  return listCompositions(database).flatMap((composition) => {
    const offer = shelf.findOffer(composition.idart)
    if (!offer || refusalOf(offer.article) !== undefined) return []
    return [{ ...composition, ...rules, article: offerToSellable(tools, offer, shelf) }]
  })
}

const rulesOf = ({ settings }: Tools) => ({
  isByDiscount: settings.get(menusByDiscount),
  isDiscountForbidden: settings.get(menuDiscountForbidden),
})

/**
 * The menu that is sold as this article, with the choices of each letter. Undefined for any other article, and for
 * every article if «Recherche Menu» is off (contract, counter T11).
 */
export function findComposable(
  tools: Tools,
  idart: number,
  shelf = openShelf(tools),
): ComposableMenu | undefined {
  const { database, settings } = tools
  const menu = settings.get(menuSearch) ? findMenuSoldAs(database, idart) : undefined
  const offer = menu && shelf.findOffer(idart)
  if (!menu || !offer) return undefined
  const { name, priceCents, discountPercent, letters } = menu
  return {
    name,
    priceCents,
    discountPercent,
    ...rulesOf(tools),
    article: offerToSellable(tools, offer, shelf),
    letters: letters.map(({ letter, label, isOptional, choices }) => ({
      letter,
      label,
      isOptional,
      choices: choices.flatMap(({ idart: chosen, extraCents, isDefault }) => {
        const found = shelf.findOffer(chosen)
        if (!found) return []
        const refusal = refusalOf(found.article) ?? null
        return [{ article: offerToSellable(tools, found, shelf), extraCents, isDefault, refusal }]
      }),
    })),
  }
}

/** @throws {TillError} 404 */
export function getComposable(tools: Tools, idart: number): ComposableMenu {
  const menu = findComposable(tools, idart)
  if (!menu) throw notFound(`L'article ${idart} n'est pas un menu.`)
  return menu
}
