import { defineSetting, isBoolean } from '../settings/index.ts'

/**
 * «Création des articles à la volée en caisse»: CAISSE may create an article for an unknown code (contract, kezia
 * W-17).
 */
export const createsAtCounter = defineSetting('articles.createsAtCounter', false, isBoolean)
