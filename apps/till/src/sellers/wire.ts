export interface Seller {
  id: number
  code: string
  name: string
  isAsleep: boolean
  /** Number of the site where he sells; null for all of them. */
  site: number | null
  /** Asked for at his key in CAISSE. */
  hasPassword: boolean
}

/** «Vendeurs». */
export interface SellerForm {
  code: string
  name: string
  isAsleep: boolean
  /** Left out keeps the one there is. */
  site?: number | null
  /** Left out keeps the one there is, empty takes it away. */
  password?: string
}

/** What proves later that the password was given. */
export interface SellerKey {
  key: string
}
