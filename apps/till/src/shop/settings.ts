import { defineSetting, isBoolean, isInteger, isText, orNull } from '../settings/index.ts'

const isCode =
  (pattern: RegExp) =>
  (value: unknown): value is string =>
    typeof value === 'string' && pattern.test(value)

/** Who sells: the head and foot of tickets, and what the hub's sign-up form is prefilled with. */
export const company = {
  name: defineSetting('company.name', '', isText()),
  address1: defineSetting('company.address1', '', isText()),
  address2: defineSetting('company.address2', '', isText()),
  postalCode: defineSetting('company.postalCode', '', isText(20)),
  city: defineSetting('company.city', '', isText()),
  /** ISO 3166, two letters. */
  country: defineSetting('company.country', 'FR', isCode(/^[A-Z]{2}$/)),
  /** 14 digits, or empty. */
  siret: defineSetting('company.siret', '', isText(14)),
  vatNumber: defineSetting('company.vatNumber', '', isText(15)),
  /** ISO 4217, three letters. */
  currency: defineSetting('company.currency', 'EUR', isCode(/^[A-Z]{3}$/)),
  /** Who helps with this till, with a phone number; empty while nobody does. */
  agency: defineSetting('company.agency', '', isText(80)),
  /** Under which number the agency knows this shop. */
  clientCode: defineSetting('company.clientCode', '', isText(30)),
  /** IANA name; dates on screen are in it (contract, kezia D4). */
  timeZone: defineSetting('company.timeZone', 'Europe/Paris', isText(64)),
}

/** Which till this is: numbers of the status bar, and the identity that a hub knows it by. */
export const station = {
  site: defineSetting('station.site', 0, isInteger(0, 999)),
  number: defineSetting('station.number', 1, isInteger(1, 99)),
  drawer: defineSetting('station.drawer', 1, isInteger(1, 99)),
  /** True when other postes keep databases of their own: numbers are then offset by poste. */
  hasOwnDatabase: defineSetting('station.hasOwnDatabase', false, isBoolean),
  deviceId: defineSetting('station.deviceId', null, orNull(isText(64))),
}

/** The wizard of the first start is finished, or the demo set took its place. */
export const isSetUp = defineSetting('setup.done', false, isBoolean)
