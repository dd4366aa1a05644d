import { defineSetting, isBoolean, isInteger } from '../settings/index.ts'

/** «Imprime titre du multi-tarif» (contract, kezia D49). */
export const tariffTitleOnTickets = defineSetting('sales.tariffTitleOnTickets', false, isBoolean)

/** «Autoriser vente article à prix nul»: every article may be sold at 0, not only those with «Prix Nul Autorisé». */
export const zeroPriceSales = defineSetting('sales.zeroPrice', false, isBoolean)

/** Units; at or below it, a key shows how many are left (contract, counter T4). */
export const lowStock = defineSetting('counter.lowStock', 5, isInteger(0, 999))

/** Units; above it, CAISSE asks for confirmation of the quantity (contract, counter T20). */
export const checkedQuantity = defineSetting('counter.checkedQuantity', 99, isInteger(1, 999_999))

/** Euros; above it, CAISSE asks for confirmation of the line (contract, counter T20). */
export const checkedLine = defineSetting('counter.checkedLine', 1000, isInteger(1, 999_999))

/** CAISSE asks for confirmation of a price this many times above or below the sheet's (contract, counter T20). */
export const checkedPriceFactor = defineSetting('counter.checkedPriceFactor', 10, isInteger(2, 1000))
