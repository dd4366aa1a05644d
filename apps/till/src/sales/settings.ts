import { defineSetting, isBoolean, isInteger } from '../settings/index.ts'

/** «Imprime titre du multi-tarif» (contract, kezia D49). */
export const tariffTitleOnTickets = defineSetting('sales.tariffTitleOnTickets', false, isBoolean)

/** «Autoriser vente article à prix nul»: any article may be sold for nothing, not only those with «Prix Nul Autorisé». */
export const zeroPriceSales = defineSetting('sales.zeroPrice', false, isBoolean)

/** From how many units left a key says so (contract, counter T4). */
export const lowStock = defineSetting('counter.lowStock', 5, isInteger(0, 999))

/** Above it, CAISSE asks whether the quantity is right (contract, counter T20). */
export const checkedQuantity = defineSetting('counter.checkedQuantity', 99, isInteger(1, 999_999))

/** Euros; above it, CAISSE asks whether the line is right (contract, counter T20). */
export const checkedLine = defineSetting('counter.checkedLine', 1000, isInteger(1, 999_999))

/** A price that many times higher or lower than the fiche's is asked about (contract, counter T20). */
export const checkedPriceFactor = defineSetting('counter.checkedPriceFactor', 10, isInteger(2, 1000))
