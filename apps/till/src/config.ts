import { join, resolve } from 'node:path'
import type { Clock } from './platform/clock.ts'
import type { Database } from './platform/database.ts'
import { StartError } from './platform/errors.ts'
import type { RequestLimits } from './platform/limits.ts'
import type { Timing } from './printing/index.ts'

export interface HubClient {
  id: string
  /** Absent for a public client, which connects by a QR code or by a code with PKCE (contract, extensions X5). */
  secret?: string
}

export interface HubSettings {
  /** Origin of `/v1`, without a trailing slash; when absent it is read from `clientFile`. */
  apiOrigin?: string
  /**
   * Origin of the sign-in page and of `/oauth2/v1`, without a trailing slash; when absent it is read from `clientFile`.
   */
  managerOrigin?: string
  /** Credentials of the application; when absent they are read from `clientFile` each time they are needed. */
  client?: HubClient
  /** JSON file that a local hub writes at each start, possibly after the till has started (contract, operations C4). */
  clientFile: string
}

export interface TlsFiles {
  certificateFile: string
  keyFile: string
}

export interface TillConfig {
  /** 0 chooses a free port. */
  port: number
  host: string
  /**
   * Encryption of connections from the network, if `host` allows any: these two PEM files, or `off` for plain text.
   * Default: a self-signed certificate that the till creates (security S34).
   */
  tls?: TlsFiles | 'off'
  /** Folder for the till's own files. */
  dataDir: string
  /** Load the demo set on an empty database and skip the wizard (contract, kezia D70). */
  demo: boolean
  hub: HubSettings
  pollSeconds: number
  /** JSON lines on standard output; off in tests. */
  logs?: boolean
  clock?: Clock
  /** How long the till must be idle before the daily backup, in milliseconds; default: two minutes. */
  quietMs?: number
  /** Opens the till's database; tests use it to simulate a full or read-only disk. */
  openDatabase?: (file: string, reportHookError: (error: unknown) => void) => Database
  /** Reports over at most this many sales, or equivalent work, run inline, not in the report worker; default: 5,000. */
  mostSalesAtOnce?: number
  /** Limits per caller; absent ones have the production default. */
  limits?: Partial<RequestLimits>
  /** Timeouts for printers; absent ones have the production default. */
  printing?: Partial<Timing>
}

export class ConfigError extends StartError {}

/**
 * Reads the settings from the environment, once.
 * @throws {ConfigError} whose message names the setting, the expected value and the actual one
 */
export function readConfig(env: Record<string, string | undefined>): TillConfig {
  const dataDir = resolve(text(env, 'DATA_DIR') ?? 'data')
  const client = hubClient(env)
  const tls = tlsSettings(env)
  const apiOrigin = origin(env, 'HUB_API_ORIGIN')
  const managerOrigin = origin(env, 'HUB_MANAGER_ORIGIN')
  return {
    port: integer(env, 'TILL_PORT', 4100, 0, 65_535),
    host: hostName(env),
    ...(tls && { tls }),
    dataDir: join(dataDir, 'till'),
    demo: flag(env, 'DEMO', true),
    hub: {
      ...(apiOrigin !== undefined && { apiOrigin }),
      ...(managerOrigin !== undefined && { managerOrigin }),
      ...(client && { client }),
      clientFile: join(dataDir, 'till-client.json'),
    },
    pollSeconds: integer(env, 'TILL_POLL_SECONDS', 30, 1, 3600),
    logs: true,
  }
}

type Env = Record<string, string | undefined>

const text = (env: Env, name: string) => env[name]?.trim() || undefined

const refuse = (name: string, expected: string, came: string) =>
  new ConfigError(`${name} must be ${expected}; it is "${came}".`)

function integer(env: Env, name: string, fallback: number, least: number, most: number): number {
  const value = text(env, name)
  if (value === undefined) return fallback
  if (/^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value)
  throw refuse(name, `a whole number from ${least} to ${most}`, value)
}

function flag(env: Env, name: string, fallback: boolean): boolean {
  const value = text(env, name)
  if (value === undefined) return fallback
  if (value === '0' || value === '1') return value === '1'
  throw refuse(name, '0 or 1', value)
}

function hostName(env: Env): string {
  const value = text(env, 'TILL_HOST') ?? '127.0.0.1'
  if (/^[\w.:-]+$/.test(value)) return value
  throw refuse('TILL_HOST', 'a host name or an address, without port', value)
}

function tlsSettings(env: Env): TillConfig['tls'] {
  const certificateFile = text(env, 'TILL_TLS_CERT')
  const keyFile = text(env, 'TILL_TLS_KEY')
  const isOn = flag(env, 'TILL_TLS', true)
  if (!certificateFile && !keyFile) return isOn ? undefined : 'off'
  if (!isOn)
    throw new ConfigError('TILL_TLS=0 goes without a certificate: TILL_TLS_CERT and TILL_TLS_KEY are set.')
  if (!keyFile) throw new ConfigError('TILL_TLS_CERT goes with TILL_TLS_KEY, which is missing.')
  if (!certificateFile) throw new ConfigError('TILL_TLS_KEY goes with TILL_TLS_CERT, which is missing.')
  return { certificateFile: resolve(certificateFile), keyFile: resolve(keyFile) }
}

function origin(env: Env, name: string): string | undefined {
  const value = text(env, name)
  if (value === undefined) return undefined
  const url = URL.parse(value)
  if (url && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && !url.search && !url.hash)
    return url.origin
  throw refuse(name, 'an address such as https://api.example.com, without path', value)
}

function hubClient(env: Env): HubSettings['client'] {
  const id = text(env, 'HUB_CLIENT_ID')
  const secret = text(env, 'HUB_CLIENT_SECRET')
  if (id) return { id, ...(secret && { secret }) }
  if (!secret) return undefined
  throw new ConfigError('HUB_CLIENT_SECRET goes with HUB_CLIENT_ID, which is missing.')
}
