import { outOfBandUri } from '@hub/contract'

/** Decides where a client's users may be sent (contract, oauth §4). */
export interface RedirectPolicy {
  /** Absolute URLs. One ending in `/*` matches any deeper path of its origin. */
  redirectUris: readonly string[]
  /** Accept any https address: for integrations that never registered theirs. */
  anyHttps: boolean
  outOfBand: boolean
}

const maxLength = 2048
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])
/** Schemes that run or open something in the browser itself, and never lead back to an app. */
const refusedSchemes = new Set([
  'about:',
  'blob:',
  'data:',
  'file:',
  'ftp:',
  'javascript:',
  'vbscript:',
  'view-source:',
  'ws:',
  'wss:',
])

const isWeb = ({ protocol }: URL) => protocol === 'https:' || protocol === 'http:'
const isLoopback = ({ protocol, hostname }: URL) => protocol === 'http:' && loopbackHosts.has(hostname)

/** Parses a URL that may be redirected to. Anything that a URL parser would silently repair is refused. */
function parseRedirect(text: string): URL | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a URL parser silently drops some of them
  if (text.length > maxLength || /[\x00-\x20\x7f\\#]/.test(text)) return undefined
  const url = URL.parse(text)
  if (!url || refusedSchemes.has(url.protocol)) return undefined
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?]*)/i.exec(text)?.[1]
  if (authority?.includes('@') || url.username !== '' || url.password !== '') return undefined
  if (!isWeb(url)) return url
  if (authority === undefined || authority === '') return undefined
  return url.protocol === 'https:' || isLoopback(url) ? url : undefined
}

function matches(entryText: string, uriText: string, uri: URL): boolean {
  if (!isWeb(uri)) return entryText === uriText
  const entry = parseRedirect(entryText)
  if (!entry || !isWeb(entry)) return false
  const sameHost = isLoopback(uri)
    ? entry.protocol === uri.protocol && entry.hostname === uri.hostname
    : entry.origin === uri.origin
  if (!sameHost) return false
  if (!entry.pathname.endsWith('/*')) return entry.pathname === uri.pathname
  // An encoded slash does not separate segments here, but may do so on the receiving server: `/cb/..%2fadmin`.
  return uri.pathname.startsWith(entry.pathname.slice(0, -1)) && !/%2f|%5c/i.test(uri.pathname)
}

/** Whether the client may send its users to this address, or receive codes out of band. */
export function isRedirectAllowed(policy: RedirectPolicy, text: string): boolean {
  if (text === outOfBandUri) return policy.outOfBand
  const uri = parseRedirect(text)
  if (!uri) return false
  if (policy.anyHttps && uri.protocol === 'https:') return true
  return policy.redirectUris.some((entry) => matches(entry, text, uri))
}

/**
 * The redirect target as shown to users: `shop.example`, or the scheme `myapp:` for an app's own address. Null for
 * out of band.
 */
export function redirectHost(redirectUri: string): string | null {
  if (redirectUri === outOfBandUri) return null
  const url = new URL(redirectUri)
  return isWeb(url) ? url.host : url.protocol
}

/** A sentence that says why an address cannot be a client's redirect URI; undefined if it can. */
export function redirectUriProblem(entry: string): string | undefined {
  if (entry === outOfBandUri || parseRedirect(entry)) return undefined
  return `'${entry}' is not a redirect URI: expected an https address (http for localhost only) without fragment or user name, or an app's own scheme`
}

/** Appends the parameters to the address and keeps its query; undefined ones are left out. */
export function withParameters(
  redirectUri: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const { href } = new URL(redirectUri)
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  const separator = !href.includes('?') ? '?' : /[?&]$/.test(href) ? '' : '&'
  return `${href}${separator}${new URLSearchParams(given)}`
}
