export interface VatRate {
  id: number
  /** Percent, in the form of the public API: `5.5`, `20.0`. */
  rate: string
}
