import { defineSetting, isBoolean, isInteger, isText, orNull } from '../settings/index.ts'

/** The parameters of «Commandes Web» (contract, kezia W-4, D16). */
export const webOrderSettings = {
  /** False pauses polling and pushing without disconnecting. */
  isHubActive: defineSetting('webOrders.isHubActive', true, isBoolean),
  /** MCU 1 to 6: the key that opens the list. */
  listKey: defineSetting('webOrders.listKey', 1, isInteger(1, 6)),
  listKeyLabel: defineSetting('webOrders.listKeyLabel', 'Commandes Web', isText(30)),
  isPopupDisabled: defineSetting('webOrders.isPopupDisabled', false, isBoolean),
  /** «Paiement par acompte 100%» (contract, kezia R-K5). */
  isFullDeposit: defineSetting('webOrders.isFullDeposit', false, isBoolean),
  /** «Imprimer les tickets prepa commandes»: prints them at «Valider commande». */
  isPreparationPrinted: defineSetting('webOrders.isPreparationPrinted', false, isBoolean),
  /** «Autoriser la modification des commandes Web (Local uniquement)» (contract, kezia R-A6). */
  isEditingAllowed: defineSetting('webOrders.isEditingAllowed', false, isBoolean),
  /** «Masquer les commandes de la Borne» (contract, kezia R-O8). */
  isKioskHidden: defineSetting('webOrders.isKioskHidden', false, isBoolean),
  /** Words in the name or service of a kiosk, separated by commas (contract, kezia D32). */
  kioskWords: defineSetting('webOrders.kioskWords', 'borne, kiosk', isText(100)),
  /** «Délai d'affichage des commandes», in days; null shows all orders. */
  displayDays: defineSetting('webOrders.displayDays', null, orNull(isInteger(1, 365))),
}
