export interface WebOrderSettings {
  isHubActive: boolean
  /** 1 to 6. */
  listKey: number
  listKeyLabel: string
  isPopupDisabled: boolean
}
