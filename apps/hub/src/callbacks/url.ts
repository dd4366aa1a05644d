import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

export interface CallbackUrlPolicy {
  /** Accept `http` besides `https`. */
  allowHttp: boolean
  /** Accept `http://localhost` and `http://127.0.0.1`: a developer's machine. */
  allowLoopback: boolean
  /** Networks of the operator's own that are accepted, `192.168.1.0/24`. */
  allowedCidrs: readonly string[]
}

const forbiddenPorts = new Set(['22', '25', '465', '587', '6379', '5432', '3306', '11211', '9200'])

const internal = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  internal.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  internal.addSubnet(network, prefix, 'ipv6')
}

function cidrs(list: readonly string[]): BlockList {
  const allowed = new BlockList()
  for (const cidr of list) {
    const [network, prefix] = cidr.split('/')
    allowed.addSubnet(network!, Number(prefix), isIP(network!) === 6 ? 'ipv6' : 'ipv4')
  }
  return allowed
}

/** Whether the hub may connect to that address for a callback (contract, callbacks §4). */
export function isAllowedAddress(address: string, policy: CallbackUrlPolicy): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const effective = mapped ?? address
  const family = isIP(effective) === 6 ? 'ipv6' : 'ipv4'
  if (cidrs(policy.allowedCidrs).check(effective, family)) return true
  return !internal.check(effective, family)
}

/**
 * Checks a callback URL at its registration, the addresses of its host included.
 * @returns what is wrong with it, or undefined
 */
export async function callbackUrlProblem(
  text: string,
  policy: CallbackUrlPolicy,
): Promise<string | undefined> {
  const url = URL.parse(text)
  const isHttp = url?.protocol === 'http:'
  if (!url || (url.protocol !== 'https:' && !isHttp)) return 'is not a valid URL'
  if (url.username !== '' || url.password !== '' || url.hash !== '' || url.hostname === '')
    return 'is not a valid URL'
  const isLoopback = isHttp && (url.hostname === 'localhost' || url.hostname === '127.0.0.1')
  if (isLoopback && policy.allowLoopback) return undefined
  if (isHttp && !policy.allowHttp) return 'must use https'
  if (forbiddenPorts.has(url.port)) return 'is not allowed'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await resolve(host)
  if (addresses.some((address) => !isAllowedAddress(address, policy))) return 'is not allowed'
  return undefined
}

/** A name that does not resolve yet is accepted: each delivery checks the address it connects to. */
async function resolve(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch {
    return host === 'localhost' || host.endsWith('.localhost') ? ['127.0.0.1'] : []
  }
}
