import { defineSetting, isBoolean } from '../settings/index.ts'

/** «Imprime titre du multi-tarif» (contract, kezia D49). */
export const tariffTitleOnTickets = defineSetting('sales.tariffTitleOnTickets', false, isBoolean)
