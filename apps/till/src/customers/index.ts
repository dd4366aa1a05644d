export { ensureGenericCustomer } from './generic.ts'
export { anonymiseCustomer, matchCustomer, type NamedCustomer } from './web.ts'
