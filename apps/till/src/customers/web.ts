import { nextNumber } from '../numbering/index.ts'
import type { Platform } from '../platform/platform.ts'
import { announce } from './commands.ts'
import { ensureGenericCustomer } from './generic.ts'
import { isMobile } from './phone.ts'
import type { CustomerValues } from './rows.ts'
import * as store from './store.ts'
import type { Customer } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

/** A customer as named in a web order. */
export interface NamedCustomer {
  /** The customer's id at the source; null for a guest. */
  sourceId: string | null
  firstName: string | null
  lastName: string | null
  company: string | null
  email: string | null
  phone: string | null
  accessCode: string | null
  address1: string | null
  address2: string | null
  postalCode: string | null
  city: string | null
  country: string | null
  deliveryNotes: string | null
}

export const emailKeyOf = (email: string | null) => email?.trim().toLowerCase() ?? ''

/**
 * Finds the customer of a web order by the source's id, else by e-mail, else creates one (contract, kezia R-K10, D45).
 * Without id and e-mail it is «Anonyme». A customer in the recycle bin is taken out of it. Runs in the caller's
 * transaction and returns the customer id.
 */
export function matchCustomer(tools: Tools, named: NamedCustomer): number {
  const { database, clock } = tools
  const emailKey = emailKeyOf(named.email)
  if (named.sourceId === null && emailKey === '') return ensureGenericCustomer(tools)
  const known = findNamed(tools, named.sourceId, emailKey)
  const now = clock.now().toString()
  const idcli = known?.idcli ?? insertCustomer(tools, valuesOf(named), named.sourceId)
  if (known) {
    if (named.sourceId !== null && known.sourceId === null) store.setSource(database, idcli, named.sourceId)
    if (!store.findLive(database, idcli)) store.setDeleted(database, idcli, null)
  }
  store.setUsed(database, idcli, now)
  announce(tools, idcli)
  return idcli
}

/** By the id at the source, else by e-mail. */
export const findNamed = (
  { database }: Pick<Tools, 'database'>,
  sourceId: string | null,
  emailKey: string,
): Customer | undefined =>
  (sourceId === null ? undefined : store.findBySource(database, sourceId)) ??
  store.findByEmail(database, emailKey)

/** Runs in the caller's transaction; returns the new customer id. */
export function insertCustomer(tools: Tools, values: CustomerValues, sourceId: string | null): number {
  const idcli = nextNumber(tools, 'customer')
  store.insert(tools.database, idcli, values, { now: tools.clock.now().toString(), sourceId })
  return idcli
}

export const blankValues: CustomerValues = {
  lastName: '',
  firstName: '',
  company: '',
  address1: '',
  address2: '',
  postalCode: '',
  city: '',
  country: '',
  phone: '',
  mobile: '',
  accessCode: '',
  email: '',
  deliveryNotes: '',
  civility: '',
  birthDate: null,
  isCompany: false,
  isBlocked: false,
  isAsleep: false,
  isNetBilled: false,
  isSmsAllowed: false,
  isEmailAllowed: false,
}

function valuesOf(named: NamedCustomer): CustomerValues {
  const phone = named.phone ?? ''
  return {
    ...blankValues,
    lastName: named.lastName ?? '',
    firstName: named.firstName ?? '',
    company: named.company ?? '',
    isCompany: Boolean(named.company?.trim()) && !named.lastName?.trim(),
    email: named.email ?? '',
    ...(isMobile(phone) ? { mobile: phone } : { phone }),
    accessCode: named.accessCode ?? '',
    address1: named.address1 ?? '',
    address2: named.address2 ?? '',
    postalCode: named.postalCode ?? '',
    city: named.city ?? '',
    country: named.country ?? '',
    deliveryNotes: named.deliveryNotes ?? '',
  }
}

/**
 * Erases the personal data (contract, kezia §4.3) but keeps the id, which sales refer to. In the caller's transaction.
 */
export function anonymiseCustomer(tools: Pick<Tools, 'database' | 'clock' | 'live'>, idcli: number): void {
  const { database, clock } = tools
  const known = store.find(database, idcli)
  if (!known || database.get('select 1 from customer where idcli = ? and is_generic = 1', idcli)) return
  const { isBlocked, isAsleep, isNetBilled } = known
  store.overwrite(database, idcli, { ...blankValues, isBlocked, isAsleep, isNetBilled })
  store.setAnonymised(database, idcli, clock.now().toString())
  announce(tools, idcli)
}
