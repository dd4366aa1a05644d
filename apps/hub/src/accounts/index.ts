export { createAccount, createCatalog, createCustomerList, createLocation, emptyCatalog } from './commands.ts'
export { isNameTaken, lockAccount, type Named } from './names.ts'
export { type UserParts, type UserProfile, userRoutes } from './user.ts'
