import type { X509Certificate } from 'node:crypto'
import type { Socket } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { plainAddress } from './addresses.ts'

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

export const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::'
export const isLoopbackHost = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host)

export const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)

/** The addresses by which the network reaches this machine; those that people can type (IPv4) come first. */
export const networkAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .toSorted((a, b) => a.family.localeCompare(b.family))
    .map(({ address }) => address)

/** The names of this machine in its network: its own, and the one that it announces (mDNS). */
export function machineNames(): string[] {
  const name = hostname().toLowerCase()
  return name.includes('.') ? [name] : [name, `${name}.local`]
}

/**
 * Returns a check whether a `Host` names this till. Another name may belong to a page that rebinds its own
 * name to this machine (security S5, S34).
 */
export function createHostCheck(host: string, certificate: X509Certificate | undefined) {
  const isNetwork = !isLoopbackHost(host)
  const names = new Set([...loopbackNames, ...(isEverywhere(host) ? [] : [bracketed(host.toLowerCase())])])
  if (isNetwork) for (const name of machineNames()) names.add(name)
  return (named: string, { localPort, localAddress }: Socket, defaultPort: number): boolean => {
    const [, name = '', port] = /^(\[[\da-f:.]+\]|[^:]*)(?::(\d+))?$/.exec(named) ?? []
    if (name === '' || Number(port ?? defaultPort) !== localPort) return false
    if (names.has(name)) return true
    if (!isNetwork) return false
    // The requested address is one of this machine's, even if it was assigned after the start.
    if (name === bracketed(plainAddress(localAddress))) return true
    return certificate?.checkHost(name) !== undefined
  }
}
