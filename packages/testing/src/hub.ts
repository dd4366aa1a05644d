import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseScope } from '@hub/contract'
import { createHub, type HubOptions } from '@hub/hub'
import { createAccount, createCatalog, createCustomerList, createLocation } from '@hub/hub/accounts'
import { checkAnswer } from '@hub/hub/check-answer'
import { type Config, readConfig } from '@hub/hub/config'
import { openDatabase, transaction } from '@hub/hub/database'
import { type AppSettings, byOperator, connect, createClient, endConnection } from '@hub/hub/oauth'
import { grant } from '@hub/hub/permissions'
import { createPerson, hashPassword } from '@hub/hub/users'
import { App } from './app.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { OAuthClient, redirectUri } from './oauth-client.ts'
import { callOperator } from './operator.ts'
import { Person } from './person.ts'
import { until } from './until.ts'
import { checkVaryingStatements } from './varying-statements.ts'

export interface StartOptions {
  config?: Partial<Config>
  clock?: HubOptions['clock']
  backOfficeDir?: string
  logTo?: HubOptions['logTo']
  /** Stands for the name servers of the world. */
  resolveHost?: HubOptions['resolveHost']
  /** Share the database of another hub: a second process of the same installation. */
  database?: TestDatabase
}

export interface TestAccount {
  id: string
  locationId: string
  catalogId: string
  customerListId: string
}

export interface ConnectOptions {
  scope?: string
  account?: TestAccount
  /** A location of the account; by default its first. Account-level scopes have none. */
  locationId?: string
  catalogId?: string | null
  customerListId?: string | null
  deviceId?: string
  /** Who granted it, for scopes with a profile. */
  userId?: string
  /** Another connection of the same client: a client made with {@link TestHub.client}. */
  client?: { clientId: string }
}

/** Long enough for production's rule; the same for two processes on one database. */
export const testSecret = 'a secret of the tests, of no use anywhere else'

const plenty = 100_000_000
const generousLimits: Config['rateLimits'] = {
  perMinute: plenty,
  perHour: plenty,
  perDay: plenty,
  highLoadPerMinute: plenty,
  unknownTokensPerMinute: plenty,
}

export interface PersonOptions {
  /** Default: an address of its own. */
  email?: string
  firstName?: string
  lastName?: string
  locale?: 'fr-FR' | 'en-GB'
  verified?: boolean
  /** Rights: on a whole account, or on one location by its id. */
  admin?: (TestAccount | string)[]
  manager?: (TestAccount | string)[]
}

export const personPassword = 'trente-deux fourchettes'
let samePasswordHash: Promise<string> | undefined
let persons = 0

const noApp: AppSettings = {
  accountScope: null,
  locationScope: null,
  connectUrl: null,
  openUrl: null,
  disconnectUrl: null,
}

export const operatorToken = 'operator-token-of-the-tests'

export const allScope = 'location[orders.write,customer_list.write,catalog.write]'

/** Starts a real hub on a free port with a database of its own. Closed by `close()`. */
export async function startHub(options: StartOptions = {}) {
  const testDatabase = options.database ?? (await createTestDatabase())
  const database = await openDatabase(testDatabase.setting)
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-data-'))
  const config = {
    ...readConfig({ LOG_LEVEL: process.env.LOG_LEVEL ?? 'error', DEMO: '0', HUB_SECRET: testSecret }),
    port: 0,
    dataDir,
    operatorToken,
    // Counted as ever, but no test comes near.
    rateLimits: generousLimits,
    // Tests come from one address.
    oauthCallsPerMinute: 100_000,
    mails: { toAddress: 5, byPerson: 100_000, inAll: 100_000 },
    ...options.config,
  }
  const { clock, backOfficeDir, logTo, resolveHost } = options
  const hub = await createHub({
    config,
    database,
    checkAnswer,
    ...(clock && { clock }),
    ...(backOfficeDir && { backOfficeDir }),
    ...(logTo && { logTo }),
    ...(resolveHost && { resolveHost }),
  })
  const origin = await hub.listen()
  const { db, secrets, bus, sessions } = hub.parts

  const account = (overrides: Partial<Parameters<typeof createAccount>[1]> = {}): Promise<TestAccount> =>
    transaction(db, (trx) =>
      createAccount(trx, {
        name: 'Pizzeria Roma',
        currency: 'EUR',
        country: 'FR',
        firstLocation: { name: 'Lille', country: 'FR', timezone: 'Europe/Paris' },
        ...overrides,
      }),
    )
  const client = (name: string, more: { redirectUris?: string[]; app?: Partial<AppSettings> } = {}) => {
    const { app, ...rest } = more
    const settings = app && { ...noApp, ...app }
    return createClient(
      { db, secrets, domain: 'hub.test' },
      { name, ...rest, ...(settings ? { app: settings } : {}) },
    )
  }

  let shared: Promise<TestAccount> | undefined
  return {
    ...hub,
    origin,
    database: testDatabase,
    account,
    client,
    /** An integration that has no token yet; sent back to {@link redirectUri} unless told otherwise. */
    oauthClient: async (name: string, redirectUris: string[] = [redirectUri]) =>
      new OAuthClient(origin, await client(name, { redirectUris })),
    /** An App (contract, oauth §10) that has no token yet. */
    oauthApp: async (name: string, app: Partial<AppSettings>) =>
      new OAuthClient(origin, await client(name, { app: { connectUrl: redirectUri, ...app } })),
    location: (accountId: string, name: string, timezone = 'Europe/Paris') =>
      transaction(db, (trx) => createLocation(trx, accountId, { name, country: 'FR', timezone })),
    catalog: (accountId: string, name: string, locationId: string | null = null) =>
      createCatalog(db, { accountId, locationId, name }),
    customerList: (accountId: string, name: string, locationId: string | null = null) =>
      createCustomerList(db, { accountId, locationId, name }),
    /** An app of that name, connected; to one account of the test unless told otherwise. */
    async app(name: string, { scope: scopeText = allScope, ...given }: ConnectOptions = {}): Promise<App> {
      shared ??= given.account ? undefined : account()
      const at = given.account ?? (await shared!)
      const scope = parseScope(scopeText)!
      const { clientId } = given.client ?? (await client(name))
      const { connectionId, token } = await transaction(db, (trx) =>
        connect(
          trx,
          secrets,
          {
            clientId,
            scope,
            accountId: scope.level === null ? '' : at.id,
            locationId: scope.level === 'location' ? (given.locationId ?? at.locationId) : null,
            userId: given.userId ?? null,
            deviceId: given.deviceId ?? null,
            catalogId: given.catalogId === undefined ? at.catalogId : given.catalogId,
            customerListId: given.customerListId === undefined ? at.customerListId : given.customerListId,
          },
          byOperator,
        ),
      )
      return new App(origin, token, connectionId)
    },
    /** A browser without anybody signed in. */
    visitor: () => new Person(origin),
    /** A person who is signed in, with the password {@link personPassword}. */
    async person(given: PersonOptions = {}): Promise<Person> {
      samePasswordHash ??= hashPassword(personPassword)
      const passwordHash = await samePasswordHash
      const email = given.email ?? `person${++persons}@hub.test`
      const rights = (['admin', 'manager'] as const).flatMap((role) =>
        (given[role] ?? []).map((at) =>
          typeof at === 'string'
            ? { role, accountId: at.replace(/-\d+$/, ''), locationId: at }
            : { role, accountId: at.id, locationId: null },
        ),
      )
      const { userId, token } = await transaction(db, async (trx) => {
        const userId = await createPerson(trx, {
          firstName: given.firstName ?? 'Léa',
          lastName: given.lastName ?? 'Petit',
          email,
          passwordHash,
          locale: given.locale ?? 'fr-FR',
          emailVerified: given.verified ?? true,
        })
        for (const right of rights) await grant(trx, { ...right, userId })
        return { userId, token: await sessions.open(trx, userId, { address: '127.0.0.1', agent: 'test' }) }
      })
      return Object.assign(new Person(origin).withSession(token), {
        userId,
        email,
      })
    },
    operator: (method: string, path: string, body?: unknown) =>
      callOperator(origin, operatorToken, method, path, body),
    /** @param options.silently as if the notification that tells the processes were lost */
    async disconnect(accountId: string, app: App, options: { silently?: boolean } = {}) {
      await transaction(db, (trx) => endConnection(trx, accountId, app.connectionId))
      if (!options.silently) bus.send('connection', app.connectionId)
    },
    /**
     * The mails to that address, oldest first, once all that are under way have been written. A database shared with
     * another hub may have them written there.
     */
    async mails(to: string) {
      await until(async () => {
        const rows = await db<{ waiting: number }>`select count(*)::int as waiting from pgboss.job
          where state in ('created', 'active') and start_after <= now()`
        return rows[0]!.waiting === 0
      })
      const mails = (await hub.parts.outbox?.list()) ?? []
      return mails.filter((mail) => mail.to === to).reverse()
    },
    async close() {
      await hub.close()
      await rm(dataDir, { recursive: true, force: true })
      if (!options.database) await testDatabase.drop()
      checkVaryingStatements()
    },
  }
}

export type TestHub = Awaited<ReturnType<typeof startHub>>
