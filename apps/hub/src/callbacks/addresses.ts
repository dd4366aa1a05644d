import { lookup } from 'node:dns'
import { BlockList, isIP, SocketAddress } from 'node:net'
import { createNetworks } from '../platform/http/addresses.ts'

export interface CallbackUrlPolicy {
  /** Accept `http` as well as `https`. */
  allowHttp: boolean
  /** Accept `http://localhost` and `http://127.0.0.1`: a developer's machine. */
  allowLoopback: boolean
  /** Addresses and networks of the operator's own that are accepted, `192.168.1.0/24`. */
  allowedCidrs: readonly string[]
}

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
  ['192.88.99.0', 24],
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
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  internal.addSubnet(network, prefix, 'ipv6')
}

const nat64 = new BlockList()
nat64.addSubnet('64:ff9b::', 96, 'ipv6')
const mapped = new BlockList()
mapped.addSubnet('::ffff:0:0', 96, 'ipv6')

/** The IPv4 address in the last 32 bits of an IPv6 address, however that is written. */
function embeddedIpv4(address: string): string {
  const dotted = /:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1]
  if (dotted !== undefined) return dotted
  const groups = address.split('%')[0]!.split(':')
  const [high, low] = [groups.at(-2), groups.at(-1)].map((group) => Number.parseInt(group || '0', 16))
  return [high! >> 8, high! & 255, low! >> 8, low! & 255].join('.')
}

/** Whether the hub may connect to `address` for a callback (contract, callbacks §4). */
export function isAllowedAddress(address: string, policy: CallbackUrlPolicy): boolean {
  const isIpv6 = isIP(address) === 6
  if (isIP(address) === 0) return false
  // A mapped or translated address reaches the IPv4 host embedded in it, so that host is checked.
  const translated = isIpv6 && (mapped.check(address, 'ipv6') || nat64.check(address, 'ipv6'))
  const effective = translated ? embeddedIpv4(address) : address
  const socket = new SocketAddress({ address: effective, family: isIP(effective) === 6 ? 'ipv6' : 'ipv4' })
  return createNetworks(policy.allowedCidrs)(effective) || !internal.check(socket)
}

const loopbackNames = new Set(['localhost', '127.0.0.1'])

/** The one exception to {@link isAllowedAddress}: a developer's own machine over plain HTTP (callbacks §4). */
export const isDevelopersOwn = (url: URL, policy: CallbackUrlPolicy) =>
  policy.allowLoopback && url.protocol === 'http:' && loopbackNames.has(url.hostname)

/** The URL's host if it is an IP address, without IPv6 brackets; undefined for a name. */
export function literalAddress(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) ? host : undefined
}

export interface ResolvedAddress {
  address: string
  family: number
}
/** Resolves a name to all its addresses; rejects with the system's error code. */
export type ResolveHost = (host: string) => Promise<ResolvedAddress[]>

/** The system's resolver, including names in `/etc/hosts`. */
export const resolveBySystem: ResolveHost = (host) =>
  new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
  })
