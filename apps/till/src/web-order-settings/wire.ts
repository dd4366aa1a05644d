export interface WebOrderSettings {
  isHubActive: boolean
  /** 1 to 6. */
  listKey: number
  listKeyLabel: string
  isPopupDisabled: boolean
  /** «Paiement par acompte 100%». */
  isFullDeposit: boolean
  isPreparationPrinted: boolean
  /** «Autoriser la modification des commandes Web (Local uniquement)». */
  isEditingAllowed: boolean
  isKioskHidden: boolean
  kioskWords: string
  /** Days; null shows all orders. */
  displayDays: number | null
}
