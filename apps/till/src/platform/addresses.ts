import { isIPv4 } from 'node:net'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Whether the peer is a program on this machine. */
export const isLoopback = (address = ''): boolean => loopback.has(address)

/** A server that listens on IPv6 sees IPv4 clients as ::ffff:192.168.1.5. */
export const plainAddress = (address = ''): string => address.replace(/^::ffff:/, '')

/**
 * The key that limits count by: an IPv4 address, or the /64 of an IPv6 one, because one machine owns
 * all of it (security S6).
 */
export function addressBucket(address: string): string {
  const [plain = ''] = plainAddress(address).split('%')
  if (isIPv4(plain)) return plain
  const [head = [], tail] = plain.split('::').map(groupsOf)
  const zeros = tail === undefined ? 0 : 8 - head.length - tail.length
  const groups = [...head, ...Array<number>(Math.max(0, zeros)).fill(0), ...(tail ?? [])]
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** An IPv4 address at the end replaces two groups, none of them among the first four. */
const groupsOf = (text: string): number[] =>
  text === ''
    ? []
    : text.split(':').flatMap((group) => (group.includes('.') ? [0, 0] : [Number.parseInt(group, 16)]))
