export interface VatRate {
  id: number
  /** Percent, in the form of the public API: `5.5`, `20.0`. */
  rate: string
}

/** Which of an article's two rates applies to a sale on site. */
export const vatOrders = ['vat1EatIn', 'vat1TakeAway'] as const
export type VatOrder = (typeof vatOrders)[number]
