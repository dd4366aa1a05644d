import { listCompositions, menuDiscountForbidden, menuSearch, menusByDiscount } from '../menus/index.ts'
import type { Platform } from '../platform/platform.ts'
import { offerToSellable, openShelf, refusalOf } from './sellable.ts'
import type { SellableMenu } from './wire.ts'

/**
 * The menus that CAISSE recognises: none without «Recherche Menu», and none whose article is asleep, blocked or
 * abandoned (contract, kezia W-17, §5.5).
 */
export function listSellableMenus(
  tools: Pick<Platform, 'database' | 'settings' | 'clock'>,
  shelf = openShelf(tools),
): SellableMenu[] {
  const { database, settings } = tools
  if (!settings.get(menuSearch)) return []
  const rules = {
    isByDiscount: settings.get(menusByDiscount),
    isDiscountForbidden: settings.get(menuDiscountForbidden),
  }
  return listCompositions(database).flatMap((composition) => {
    const offer = shelf.findOffer(composition.idart)
    if (!offer || refusalOf(offer.article) !== undefined) return []
    return [{ ...composition, ...rules, article: offerToSellable(tools, offer, shelf) }]
  })
}
