import { defineSetting, isBoolean, isInteger } from '../settings/index.ts'

/** «Durée de préparation par défaut (min)». */
export const preparationMinutes = defineSetting('webOrders.preparationMinutes', 20, isInteger(1, 600))

/** «Fréq. relance alerte (h)». */
export const reminderHours = defineSetting('webOrders.reminderHours', 1, isInteger(1, 24))

/** «Son à l'arrivée d'une commande». */
export const arrivalSound = defineSetting('webOrders.sound', true, isBoolean)

/** «Associer les articles par codes internes» (contract, kezia R-K1). */
export const matchInternalCodes = defineSetting('webOrders.matchInternalCodes', false, isBoolean)

/** «Frais de port :» «Par article 'Port'» (contract, kezia R-K6). */
export const deliveryByArticle = defineSetting('webOrders.deliveryByArticle', true, isBoolean)

/** Id of «Espèces» among the payment modes (contract, kezia D61). */
export const cashModeId = 1

/** Id of «Paiement Web» (contract, kezia D61). */
export const webModeId = 8
