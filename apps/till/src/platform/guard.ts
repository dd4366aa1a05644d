import { hostname, networkInterfaces } from 'node:os'
import type { FastifyInstance } from 'fastify'
import { forbidden } from './errors.ts'

/**
 * Refuses a request addressed to another name (a web page that rebinds its own name to this machine) or sent by a page of
 * another origin (design, security).
 */
export function guardOrigin(http: FastifyInstance, host: string): void {
  let hosts: Set<string> | undefined
  http.addHook('onRequest', async (request) => {
    const port = request.socket.localPort
    hosts ??= new Set(ownNames(host).flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]))
    const named = request.headers.host?.toLowerCase() ?? ''
    if (!hosts.has(named)) throw forbidden("Cette adresse n'est pas celle de la caisse.")
    const { origin } = request.headers
    if (origin !== undefined && origin !== `http://${named}`)
      throw forbidden("Cette demande vient d'une autre page que celles de la caisse.")
  })
}

function ownNames(host: string): string[] {
  const loopback = ['localhost', '127.0.0.1', '[::1]']
  if (host !== '0.0.0.0' && host !== '::') return [...loopback, bracketed(host.toLowerCase())]
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return [...loopback, hostname().toLowerCase(), ...addresses.map(({ address }) => bracketed(address))]
}

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host)
