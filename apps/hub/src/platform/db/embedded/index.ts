export { startEmbedded } from './embedded.ts'
export { EmbeddedDatabaseError } from './error.ts'
