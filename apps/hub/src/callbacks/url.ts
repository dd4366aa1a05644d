import {
  type CallbackUrlPolicy,
  isAllowedAddress,
  isDevelopersOwn,
  literalAddress,
  type ResolveHost,
} from './addresses.ts'

const maxLength = 2048
const forbiddenPorts = new Set(['22', '25', '465', '587', '6379', '5432', '3306', '11211', '9200'])

/** Checks the URL without resolving its host (contract, callbacks §4). @returns the URL, or what is wrong with it */
export function readCallbackUrl(text: string, policy: CallbackUrlPolicy): URL | string {
  const url = text.length <= maxLength ? URL.parse(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return 'is not a valid URL'
  // A lone `#` leaves no trace in the parsed URL, so the text is searched.
  if (url.username !== '' || url.password !== '' || text.includes('#')) return 'is not a valid URL'
  const isMine = isDevelopersOwn(url, policy)
  if (url.protocol === 'http:' && !policy.allowHttp && !isMine) return 'must use https'
  if (forbiddenPorts.has(url.port)) return 'is not allowed'
  const address = literalAddress(url)
  if (address !== undefined && !isMine && !isAllowedAddress(address, policy)) return 'is not allowed'
  return url
}

/**
 * Checks a callback URL when it is registered, including the addresses of its host.
 * @returns what is wrong with it, or undefined
 */
export async function callbackUrlProblem(
  text: string,
  policy: CallbackUrlPolicy,
  resolve: ResolveHost,
): Promise<string | undefined> {
  const url = readCallbackUrl(text, policy)
  if (typeof url === 'string') return url
  if (literalAddress(url) !== undefined || isDevelopersOwn(url, policy)) return undefined
  const addresses = await resolvedOf(url.hostname, resolve)
  return addresses.every((address) => isAllowedAddress(address, policy)) ? undefined : 'is not allowed'
}

/** Empty if the name does not resolve yet: it is accepted, because each delivery checks the address it connects to. */
async function resolvedOf(host: string, resolve: ResolveHost): Promise<string[]> {
  if (/(^|\.)localhost\.?$/.test(host)) return ['127.0.0.1']
  try {
    return (await resolve(host)).map(({ address }) => address)
  } catch {
    return []
  }
}
