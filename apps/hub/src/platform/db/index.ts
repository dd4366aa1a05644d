export { Commits, type CommitWay } from './commits.ts'
export type { Db, Tag, Trx } from './db.ts'
export { EmbeddedDatabaseError, startEmbedded } from './embedded/index.ts'
export { type Database, type DatabaseSetting, openDatabase } from './open.ts'
export { type FittingRow, fittingRows, maxPageBytes } from './page-bytes.ts'
export { checkServer, DatabaseServerError } from './server-check.ts'
export { type Fragment, fragment, identifier, join, type Value, varyingTexts } from './sql.ts'
export {
  afterCommit,
  inTransaction,
  isMissingParent,
  onceCommitted,
  retried,
  transaction,
  violates,
} from './transaction.ts'
export { messageOf, type Unavailability, whyUnavailable } from './unavailable.ts'
export { textArray } from './values.ts'
