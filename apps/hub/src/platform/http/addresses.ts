import { BlockList, isIP } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Maximum length of an address key: a proxy may pass on anything. */
const maxKeyLength = 64

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Removes the zone, and turns the IPv4-mapped form `::ffff:10.0.0.1` of dual-stack sockets into IPv4. */
function plain(address: string): string {
  const bare = address.replace(/%.*$/, '')
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare
}

const isIn = (list: BlockList, address: string) =>
  isIP(address) !== 0 && list.check(address, familyOf(address))

export const isLoopbackAddress = (address: string) => isIn(loopback, plain(address))

/** `localhost`, or a loopback address; an IPv6 address may be in brackets. */
export const isLoopbackHost = (host: string) =>
  host.toLowerCase() === 'localhost' || isLoopbackAddress(host.replace(/^\[(.*)\]$/, '$1'))

/**
 * The key by which attempts and connections are limited: an IPv4 address itself, or the /64 of an IPv6 address, which
 * is the least that a provider gives one customer (security S6).
 */
export function addressKey(address: string): string {
  const own = plain(address)
  if (isIP(own) !== 6) return own.slice(0, maxKeyLength)
  return `${network64(own).join(':')}::/64`
}

function network64(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  // The last 32 bits may be written as an IPv4 address, which counts as two groups.
  const lengthOf = (parts: string[]) => parts.length + (parts.at(-1)?.includes('.') ? 1 : 0)
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros = tail === undefined ? 0 : 8 - lengthOf(before) - lengthOf(after)
  return [...before, ...Array<string>(zeros).fill('0'), ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
}

/** Accepts `10.0.0.1`, `192.168.1.0/24` or `fd00::/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  if (isIP(address) === 0 || rest.length > 0) return false
  return (
    prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIP(address) === 6 ? 128 : 32))
  )
}

/**
 * Returns a function that tells whether an address is in one of the networks.
 * @param networks all of them valid for {@link isNetwork}
 */
export function createNetworks(networks: readonly string[]): (address: string | undefined) => boolean {
  if (networks.length === 0) return () => false
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    if (prefix === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(prefix), familyOf(address))
  }
  return (address) => address !== undefined && isIn(list, plain(address))
}
