import type { X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isLoopback } from './addresses.ts'
import { forbidden } from './errors.ts'
import { createHostCheck } from './own-names.ts'

export const isEncrypted = ({ socket }: FastifyRequest): boolean =>
  (socket as Partial<TLSSocket>).encrypted === true

/**
 * Refuses a request addressed to another name (a web page that rebinds its own name to this machine) or sent
 * by a page of another origin (security S5, S34).
 * @param certificate of the till when it serves TLS; plain HTTP is then for this machine's own browser only
 */
export function guardOrigin(
  http: FastifyInstance,
  host: string,
  certificate: X509Certificate | undefined,
): void {
  const isOwnHost = createHostCheck(host, certificate)
  http.addHook('onRequest', async (request, reply) => {
    const scheme = isEncrypted(request) ? 'https' : 'http'
    const named = request.headers.host?.toLowerCase() ?? ''
    if (!isOwnHost(named, request.socket, scheme === 'https' ? 443 : 80))
      throw forbidden("Cette adresse n'est pas celle de la caisse.")
    const { origin } = request.headers
    if (origin !== undefined && origin !== `${scheme}://${named}`)
      throw forbidden("Cette demande vient d'une autre page que celles de la caisse.")
    if (!certificate || scheme === 'https' || isLoopback(request.socket.remoteAddress)) return
    if (request.routeOptions.url !== '/')
      throw forbidden(`Les autres postes passent par une adresse chiffrée : https://${named}`)
    // Temporary, because TILL_TLS=0 may be set later.
    return reply.redirect(`https://${named}/`, 307)
  })
}
