import type { BetterAuthOptions } from 'better-auth'
import type { Db } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'

/** better-auth's models under our table and column names (migration 0007). */
const models = {
  user: {
    modelName: 'person',
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    additionalFields: {
      firstName: { type: 'string', required: true, fieldName: 'first_name' },
      lastName: { type: 'string', required: true, fieldName: 'last_name' },
      locale: { type: 'string', required: true },
    },
  },
  session: {
    modelName: 'person_session',
    fields: {
      userId: 'person_id',
      token: 'token_hash',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  account: {
    modelName: 'person_credential',
    fields: {
      userId: 'person_id',
      providerId: 'provider_id',
      accountId: 'account_id',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'person_link',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    storeIdentifier: 'hashed',
    disableCleanup: true,
  },
} as const satisfies BetterAuthOptions

const silent = () => undefined
const logger = {
  level: 'error',
  debug: silent,
  info: silent,
  success: silent,
  warn: silent,
  error: silent,
} as const

/**
 * better-auth's store of people on that connection or transaction: what it writes commits with the caller's change.
 * Given a transaction, nothing of it may be used after the commit.
 */
export async function people(db: Db) {
  // Its 260 modules are read when somebody signs in, not at each start.
  const [{ createInternalAdapter }, { getAdapter }] = await Promise.all([
    import('better-auth/db'),
    import('better-auth/db/adapter'),
  ])
  const options: BetterAuthOptions = {
    ...models,
    database: { db, type: 'postgres', transaction: false },
    advanced: { database: { generateId: () => newId(), validateSchema: false } },
    telemetry: { enabled: false },
  }
  const adapter = await getAdapter(options)
  return createInternalAdapter(adapter, { options, logger, hooks: [], generateId: () => newId() })
}
