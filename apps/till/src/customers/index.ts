import type { Platform } from '../platform/platform.ts'
import * as store from './store.ts'

export { attentionOf, customerNameOf } from './called.ts'
export type { CustomerListener } from './commands.ts'
export type { DocumentSource } from './documents.ts'
export { readCustomerForm } from './form.ts'
export { ensureGenericCustomer } from './generic.ts'
export { internationalPhone } from './phone.ts'
export { type IncomingCustomer, noveltyOf, receiveCustomer } from './receive.ts'
export { type Customers, customers } from './routes.ts'
export type { CustomerValues } from './rows.ts'
export { changesFor, type SharedFields, sharedOf } from './shared.ts'
export { type CustomerDetails, detailsOf as customerDetailsOf, readSaleCustomer } from './snapshot.ts'
export { anonymiseCustomer, emailKeyOf, matchCustomer, type NamedCustomer } from './web.ts'
export type { Customer, CustomerDocument, SourceFacts } from './wire.ts'

/** Also finds customers in the recycle bin. */
export const findCustomer = store.find
export const findLiveCustomer = store.findLive
/** Every customer outside the recycle bin except «Anonyme», ordered by id. */
export const listCustomers = store.list
export const countCustomersWithEmail = store.countWithEmail
/** The data last received from the customer's source; null if none was received. */
export const findShared = store.findShared
/**
 * Marks a customer as used: a web order whose e-mail several customers share goes to the last used (contract, kezia
 * D45).
 */
export const noteCustomerUsed = ({ database, clock }: Pick<Platform, 'database' | 'clock'>, idcli: number) =>
  store.setUsed(database, idcli, clock.now().toString())
export const setCustomerSource = store.setSource
/**
 * Removes the links to a former customer list, which have become invalid (contract, kezia R-C8). In the caller's
 * transaction.
 */
export const forgetCustomerSources = store.forgetSources
