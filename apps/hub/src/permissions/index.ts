export { type Grantee, grant } from './commands.ts'
export { findReach, listReach, type ReachedAccount, type ReachedLocation } from './reach.ts'
export { abilities, bit, bitsOf, strongest } from './rules.ts'
