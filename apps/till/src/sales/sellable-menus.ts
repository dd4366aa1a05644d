import { findArticle } from '../articles/index.ts'
import { listCompositions, menuDiscountForbidden, menuSearch, menusByDiscount } from '../menus/index.ts'
import type { Platform } from '../platform/platform.ts'
import { refusalOf, rememberOptions, toSellable } from './sellable.ts'
import type { SellableMenu } from './wire.ts'

/**
 * The menus that CAISSE recognises: none without «Recherche Menu», and none whose article is asleep, blocked or
 * abandoned (contract, kezia W-17, §5.5).
 */
export function listSellableMenus(tools: Pick<Platform, 'database' | 'settings' | 'clock'>): SellableMenu[] {
  const { database, settings } = tools
  if (!settings.get(menuSearch)) return []
  const rules = {
    isByDiscount: settings.get(menusByDiscount),
    isDiscountForbidden: settings.get(menuDiscountForbidden),
  }
  const findOption = rememberOptions(tools)
  return listCompositions(database).flatMap((composition) => {
    const article = findArticle(database, composition.idart)
    if (!article || refusalOf(article) !== undefined) return []
    return [{ ...composition, ...rules, article: toSellable(tools, article, findOption) }]
  })
}
