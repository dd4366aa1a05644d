import { defineSetting, isBoolean } from '../settings/index.ts'

/** «Création des articles à la volée en caisse»: a code that nothing has may become an article (contract, kezia W-17). */
export const createsAtCounter = defineSetting('articles.createsAtCounter', false, isBoolean)
