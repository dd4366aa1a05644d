export interface Seller {
  id: number
  code: string
  name: string
  isAsleep: boolean
}
