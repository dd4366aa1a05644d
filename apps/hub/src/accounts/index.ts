export { createAccount, createCatalog, createCustomerList, createLocation, emptyCatalog } from './commands.ts'
export { locationPageRoutes } from './location-routes.ts'
export { isCountry, isCurrency, readTimezone } from './place-names.ts'
export { accountRoutes } from './routes.ts'
