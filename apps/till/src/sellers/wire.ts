export interface Seller {
  id: number
  code: string
  name: string
  isAsleep: boolean
  /** Number of the site where the seller works; null for every site. */
  site: number | null
  /** True if the seller's key in CAISSE asks for a password. */
  hasPassword: boolean
}

/** «Vendeurs». */
export interface SellerForm {
  code: string
  name: string
  isAsleep: boolean
  /** Absent keeps the present site. */
  site?: number | null
  /** Absent keeps the present password, empty removes it. */
  password?: string
}

/** Proves in later requests that the password was given; empty for a seller without one. */
export interface SellerKey {
  key: string
}
