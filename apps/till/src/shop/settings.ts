import { defineSetting, isBoolean, isInteger, isText, orNull } from '../settings/index.ts'

const isCode =
  (pattern: RegExp) =>
  (value: unknown): value is string =>
    typeof value === 'string' && pattern.test(value)

/** The company: printed on tickets, and used to prefill the hub's sign-up form. */
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
  /** Support contact with a phone number; empty without one. */
  agency: defineSetting('company.agency', '', isText(80)),
  /** The shop's customer number at the agency. */
  clientCode: defineSetting('company.clientCode', '', isText(30)),
  /** IANA name of the time zone for dates on screen (contract, kezia D4). */
  timeZone: defineSetting('company.timeZone', 'Europe/Paris', isText(64)),
}

/** The identity of this till: the numbers of the status bar, and its device id for a hub. */
export const station = {
  site: defineSetting('station.site', 0, isInteger(0, 999)),
  number: defineSetting('station.number', 1, isInteger(1, 99)),
  drawer: defineSetting('station.drawer', 1, isInteger(1, 99)),
  /** True when other stations have their own databases: numbers are then offset by station. */
  hasOwnDatabase: defineSetting('station.hasOwnDatabase', false, isBoolean),
  deviceId: defineSetting('station.deviceId', null, orNull(isText(64))),
}

/** True once the first-start wizard is completed or the demo set was loaded instead. */
export const isSetUp = defineSetting('setup.done', false, isBoolean)
