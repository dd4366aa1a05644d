import { defineSetting, isBoolean } from '../settings/index.ts'

/** «Recherche Menu»: menus are defined, recognised and sent (contract, kezia W-17, D23). */
export const menuSearch = defineSetting('menus.search', true, isBoolean)

/**
 * «Calcul par remise»: a menu is a discount on its articles, so that VAT per rate stays exact (contract, kezia D62).
 */
export const menusByDiscount = defineSetting('menus.byDiscount', true, isBoolean)

/** «Remise supplémentaire interdite sur les menus»: «REMISE TOTAL» does not apply to menus. */
export const menuDiscountForbidden = defineSetting('menus.discountForbidden', false, isBoolean)
