import { defineSetting, isBoolean } from '../settings/index.ts'

/** «Imprime titre du multi-tarif» (contract, kezia D49). */
export const tariffTitleOnTickets = defineSetting('sales.tariffTitleOnTickets', false, isBoolean)

/** «Autoriser vente article à prix nul»: any article may be sold for nothing, not only those with «Prix Nul Autorisé». */
export const zeroPriceSales = defineSetting('sales.zeroPrice', false, isBoolean)
