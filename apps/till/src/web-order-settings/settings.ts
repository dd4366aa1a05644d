import { defineSetting, isBoolean, isInteger, isText } from '../settings/index.ts'

/** The parameters of «Commandes Web» (contract, kezia W-4, D16). */
export const webOrderSettings = {
  /** False pauses polling and pushing without disconnecting. */
  isHubActive: defineSetting('webOrders.isHubActive', true, isBoolean),
  /** MCU 1 to 6: the key that opens the list. */
  listKey: defineSetting('webOrders.listKey', 1, isInteger(1, 6)),
  listKeyLabel: defineSetting('webOrders.listKeyLabel', 'Commandes Web', isText(30)),
  isPopupDisabled: defineSetting('webOrders.isPopupDisabled', false, isBoolean),
}
