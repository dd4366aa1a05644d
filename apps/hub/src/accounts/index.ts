export { createAccount, createCatalog, createCustomerList, createLocation, emptyCatalog } from './commands.ts'
