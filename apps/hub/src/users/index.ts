export { createPerson, type NewPerson } from './commands.ts'
export { hashPassword } from './passwords.ts'
export { type CurrentUser, createSessions, type LiveSession, type Sessions } from './sessions.ts'
export { findByEmail, findById, type PersonRow } from './store.ts'
