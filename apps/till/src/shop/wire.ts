/** What the screens know about the shop and this station. */
export interface Shop {
  isSetUp: boolean
  name: string
  city: string
  /** Support contact; empty without one. */
  agency: string
  clientCode: string
  currency: string
  timeZone: string
  site: number
  station: number
  drawer: number
  version: string
  serverAddress: string
  stationAddress: string
}

/** The company as edited in «Configuration» (contract, kezia §5.1). */
export interface Company {
  name: string
  address1: string
  address2: string
  postalCode: string
  city: string
  /** ISO 3166, two letters. */
  country: string
  siret: string
  vatNumber: string
  /** ISO 4217, three letters. */
  currency: string
  /** IANA name. */
  timeZone: string
  /** Support contact and the shop's customer number there, shown above the tiles of the home screen. */
  agency: string
  clientCode: string
  /** True once something was sold. */
  isCurrencyFixed: boolean
}

/** This station as edited in «Configuration». */
export interface Station {
  site: number
  number: number
  drawer: number
  /** True when other stations have their own databases: numbers are then offset by station. */
  hasOwnDatabase: boolean
  /** True once something was sold: `number` and `hasOwnDatabase` can no longer change. */
  isNumberFixed: boolean
}
