export interface WebOrderSettings {
  isHubActive: boolean
  /** 1 to 6. */
  listKey: number
  listKeyLabel: string
  isPopupDisabled: boolean
  /** «Paiement par acompte 100%». */
  isFullDeposit: boolean
  isPreparationPrinted: boolean
  isKioskHidden: boolean
  kioskWords: string
  /** Null shows all. */
  displayDays: number | null
}
