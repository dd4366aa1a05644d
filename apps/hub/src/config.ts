import { join } from 'node:path'
import type { RateLimitSettings } from './api/index.ts'
import type { CallbackUrlPolicy, DeliveryLimits, StreamTimes } from './callbacks/index.ts'
import type { LiveTimes } from './live/index.ts'
import type { MailSettings } from './mail/index.ts'
import { isLoopbackHost, isNetwork } from './platform/http/addresses.ts'
import { type ConnectionLimits, type RequestTimes, requestTimes } from './platform/http/connections.ts'

/** The hub's settings, read once from the environment. */
export interface Config {
  production: boolean
  port: number
  /** Address to listen on; loopback unless `HUB_HOST` says otherwise. */
  host: string
  dataDir: string
  /** Connection URL of PostgreSQL; undefined for the embedded database in `dataDir`. */
  databaseUrl: string | undefined
  /** `HUB_SECRET`. Undefined if it is not set, which is allowed only outside production; see `local-secret.ts`. */
  secret: string | undefined
  /** Public origins of the API and the back office, without trailing slash. */
  apiOrigin: string | undefined
  managerOrigin: string | undefined
  /** Peers whose `X-Forwarded-For`, `-Proto` and `-Host` are trusted (security S6). */
  trustedProxies: readonly string[]
  connections: ConnectionLimits
  requestTimes: RequestTimes
  smtpUrl: string | undefined
  /** Sender address of mails. */
  mailFrom: string
  /** Limits on mails per hour (security S18). */
  mails: MailSettings
  /** Limits per person, account and location (security S16). */
  ownership: OwnershipLimits
  role: 'web' | 'worker' | 'all'
  demo: boolean
  allowHttp: boolean
  callbackUrls: CallbackUrlPolicy
  deliveries: DeliveryLimits
  /** Time in which a receiver must answer (contract, callbacks §4). */
  callbackTimeoutMs: number
  streams: StreamTimes
  /** Live streams of the back office's pages. */
  live: LiveTimes
  /** A polling connection counts as silent after this time without a poll (contract, support U1). */
  silentAfterMs: number
  rateLimits: RateLimitSettings
  /** Maximum JSON body of catalogs and their stock (contract, general §1; security S2). */
  maxBodyBytes: number
  /** Refuse unknown keys within the items of a catalog instead of ignoring them (contract, catalogs §4). */
  strictCatalogs: boolean
  /** Maximum calls of the token and revocation endpoints, per address and minute (contract, general §5). */
  oauthCallsPerMinute: number
  /** How long lines of the request log are kept (contract, back-office §7). */
  requestLogDays: number
  /** How long events stay in the journal (contract, extensions X3). */
  journalDays: number
  /** Undefined for the token in `dataDir`, which is created at the first start. */
  operatorToken: string | undefined
  logLevel: string
}

/** Limits set by the operator (security S16). Lowering one removes nothing that exists. */
export interface OwnershipLimits {
  accountsPerPerson: number
  clientsPerPerson: number
  connectionsPerLocation: number
  imageBytesPerAccount: number
}

/** A missing or invalid setting. The message is a sentence for the operator. */
export class ConfigError extends Error {}

/** `EX_CONFIG` of sysexits.h: the start was refused, and a restart would not help (operations P4). */
export const refusedExitCode = 78

export const minSecretLength = 32

type Environment = Readonly<Record<string, string | undefined>>

/** @throws {ConfigError} naming the setting, the expected value and the given value */
export function readConfig(environment: Environment): Config {
  const production = environment.NODE_ENV === 'production'
  const databaseUrl = readDatabaseUrl(environment.DATABASE_URL)
  const port = readPort(environment.HUB_PORT)
  const host = readHost(environment.HUB_HOST, production)
  return {
    production,
    port,
    host,
    dataDir: join(environment.DATA_DIR || 'data'),
    databaseUrl,
    secret: readSecret(environment.HUB_SECRET, production),
    apiOrigin: readOrigin(environment, 'API_ORIGIN'),
    managerOrigin: readOrigin(environment, 'MANAGER_ORIGIN'),
    trustedProxies: readNetworks(environment, 'TRUSTED_PROXIES', '127.0.0.1,10.0.0.0/8,fd00::/8'),
    connections: {
      inAll: readCount(environment, 'MAX_CONNECTIONS', 10_000),
      perAddress: readCount(environment, 'MAX_CONNECTIONS_PER_ADDRESS', 1000),
    },
    requestTimes,
    smtpUrl: readSmtpUrl(environment.SMTP_URL),
    mailFrom: environment.MAIL_FROM || 'hub@localhost',
    mails: { toAddress: 5, byPerson: 20, inAll: readCount(environment, 'MAILS_PER_HOUR', 1000) },
    ownership: {
      accountsPerPerson: readCount(environment, 'MAX_ACCOUNTS_PER_PERSON', 20),
      clientsPerPerson: readCount(environment, 'MAX_CLIENTS_PER_PERSON', 50),
      connectionsPerLocation: readCount(environment, 'MAX_CONNECTIONS_PER_LOCATION', 200),
      imageBytesPerAccount: readCount(environment, 'MAX_IMAGES_MB_PER_ACCOUNT', 1024) * 1024 * 1024,
    },
    role: readRole(environment.HUB_ROLE),
    demo: readFlag(environment, 'DEMO', true) && !production,
    allowHttp: readFlag(environment, 'ALLOW_HTTP', false) || !production,
    callbackUrls: {
      allowHttp: readFlag(environment, 'CALLBACK_ALLOW_HTTP', false),
      allowLoopback: readFlag(environment, 'CALLBACK_ALLOW_LOOPBACK', true) && !production,
      allowedCidrs: readNetworks(environment, 'CALLBACK_ALLOWED_CIDRS', '192.168.1.0/24,fd00:1::/32'),
    },
    deliveries: {
      inAll: readCount(environment, 'CALLBACK_MAX_IN_FLIGHT', 500),
      perHost: readCount(environment, 'CALLBACK_MAX_PER_HOST', 50),
    },
    callbackTimeoutMs: 20_000,
    streams: { lifetimeMs: [60_000, 90_000], returnWithinMs: 30_000 },
    live: { lifetimeMs: [60_000, 90_000] },
    silentAfterMs: 90_000,
    rateLimits: readRateLimits(environment.RATE_LIMITS),
    maxBodyBytes: readCount(environment, 'MAX_BODY_MB', 20) * 1024 * 1024,
    strictCatalogs: readFlag(environment, 'STRICT_CATALOGS', false),
    oauthCallsPerMinute: 30,
    journalDays: readDays(environment.JOURNAL_DAYS, 'JOURNAL_DAYS', 90),
    requestLogDays: readDays(environment.REQUEST_LOG_DAYS, 'REQUEST_LOG_DAYS', 90),
    operatorToken: readOperatorToken(environment.HUB_OPERATOR_TOKEN),
    logLevel: readLogLevel(environment.LOG_LEVEL, production),
  }
}

const listOf = (text = '') =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

/** Security S5: outside production, development features are open to anyone who can connect to the hub. */
function readHost(text: string | undefined, production: boolean): string {
  const host = text || '127.0.0.1'
  if (production || isLoopbackHost(host)) return host
  throw new ConfigError(
    `HUB_HOST is '${host}', which other machines reach: set NODE_ENV=production, or leave HUB_HOST out to listen on this machine alone. Outside production the hub has a demo merchant whose password is public, shows its mails and calls programs of this machine.`,
  )
}

function readNetworks(environment: Environment, name: string, example: string): string[] {
  const networks = listOf(environment[name])
  const wrong = networks.find((network) => !isNetwork(network))
  if (wrong === undefined) return networks
  throw new ConfigError(`${name} must be addresses or networks, such as '${example}', got '${wrong}'`)
}

/** `true` or `no` would otherwise count as not set, and the operator would rely on it. */
function readFlag(environment: Environment, name: string, standard: boolean): boolean {
  const text = environment[name]
  if (text === undefined || text === '') return standard
  if (text === '0' || text === '1') return text === '1'
  throw new ConfigError(`${name} must be 0 or 1, got '${text}'`)
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

function readLogLevel(text: string | undefined, production: boolean): string {
  if (text === undefined || text === '') return production ? 'info' : 'warn'
  if (logLevels.includes(text)) return text
  throw new ConfigError(`LOG_LEVEL must be one of ${logLevels.join(', ')}, got '${text}'`)
}

/** The password in it is not repeated. Without a scheme the driver would take it for the name of a local database. */
function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  if (/^(postgres(ql)?:\/\/|socket:|\/)/.test(text)) return text
  throw new ConfigError('DATABASE_URL must be an address such as postgres://user:password@host:5432/database')
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return 4000
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65535)
    throw new ConfigError(`HUB_PORT must be a port from 0 to 65535, got '${text}'`)
  return port
}

function readCount(environment: Environment, name: string, standard: number): number {
  const text = environment[name]
  if (text === undefined || text === '') return standard
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new ConfigError(`${name} must be a whole number from 1 to 999999, got '${text}'`)
}

const defaultRateLimits = '500,2500,10000,10'
const unknownTokensPerMinute = 60

function readRateLimits(text: string | undefined): RateLimitSettings {
  const numbers = (text || defaultRateLimits).split(',').map((part) => part.trim())
  if (numbers.length !== 4 || !numbers.every((part) => /^\d{1,9}$/.test(part))) {
    throw new ConfigError(
      `RATE_LIMITS must be four numbers, requests per minute, hour and day and high-load requests per minute, 0 for no limit, such as '${defaultRateLimits}', got '${text}'`,
    )
  }
  const [perMinute, perHour, perDay, highLoadPerMinute] = numbers.map(Number) as [
    number,
    number,
    number,
    number,
  ]
  return { perMinute, perHour, perDay, highLoadPerMinute, unknownTokensPerMinute }
}

function readDays(text: string | undefined, name: string, standard: number): number {
  if (text === undefined || text === '') return standard
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1) return Number(text)
  throw new ConfigError(`${name} must be a number of days from 1 to 99999, got '${text}'`)
}

function readSecret(secret: string | undefined, production: boolean): string | undefined {
  if (secret !== undefined && secret.length >= minSecretLength) return secret
  if (secret !== undefined && secret !== '')
    throw new ConfigError(`HUB_SECRET must have at least ${minSecretLength} characters`)
  if (!production) return undefined
  throw new ConfigError(
    'HUB_SECRET is missing: in production the hub needs a secret of at least 32 characters, for instance from `openssl rand -hex 32`. Keep it: stored tokens are encrypted with it.',
  )
}

function readOperatorToken(token: string | undefined): string | undefined {
  if (token === undefined || token === '') return undefined
  if (/^[\x21-\x7e]{16,}$/.test(token)) return token
  throw new ConfigError('HUB_OPERATOR_TOKEN must have at least 16 characters, without blanks')
}

function readOrigin(environment: Environment, name: string): string | undefined {
  const text = environment[name]
  if (text === undefined || text === '') return undefined
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash)
    return url.origin
  throw new ConfigError(
    `${name} must be an http or https address without path, such as https://hub.example, got '${text}'`,
  )
}

/** The error does not repeat the text, because it contains a password. */
function readSmtpUrl(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  if (/^smtps?:$/.test(URL.parse(text)?.protocol ?? '')) return text
  throw new ConfigError(
    'SMTP_URL must be an smtp or smtps address, such as smtps://user:password@mail.example.com:465',
  )
}

function readRole(text: string | undefined): Config['role'] {
  if (text === undefined || text === '') return 'all'
  if (text === 'web' || text === 'worker' || text === 'all') return text
  throw new ConfigError(`HUB_ROLE must be web, worker or all, got '${text}'`)
}
