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

/** Also in the recycle bin. */
export const findCustomer = store.find
export const findLiveCustomer = store.findLive
/** Every customer out of the recycle bin, by IDCLI. */
export const listCustomers = store.list
export const countCustomersWithEmail = store.countWithEmail
/** What the source of a customer was last known to hold; null while it told nothing. */
export const findShared = store.findShared
/** Of several who share an e-mail, a web order is that of the most recently used (contract, kezia D45). */
export const noteCustomerUsed = ({ database, clock }: Pick<Platform, 'database' | 'clock'>, idcli: number) =>
  store.setUsed(database, idcli, clock.now().toString())
export const setCustomerSource = store.setSource
/** Links to customers of a former list mean nothing any more (contract, kezia R-C8). In the caller's transaction. */
export const forgetCustomerSources = store.forgetSources
