/** What the screens know of the shop and of this poste. */
export interface Shop {
  isSetUp: boolean
  name: string
  city: string
  /** Who helps with this till; empty while nobody does. */
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

/** What «Configuration» changes of the company (contract, kezia §5.1). */
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
  /** Above the tiles of the home screen: who helps with this till, and the number he knows the shop by. */
  agency: string
  clientCode: string
  /** True once something was sold. */
  isCurrencyFixed: boolean
}

/** What «Configuration» changes of this poste. */
export interface Station {
  site: number
  number: number
  drawer: number
  /** True when other postes keep databases of their own: numbers are then offset by poste. */
  hasOwnDatabase: boolean
  /** True once something was sold: number and database stay. */
  isNumberFixed: boolean
}
