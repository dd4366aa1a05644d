/** What the screens know of the shop and of this poste. */
export interface Shop {
  isSetUp: boolean
  name: string
  currency: string
  timeZone: string
  site: number
  station: number
  drawer: number
  version: string
  serverAddress: string
  stationAddress: string
}
