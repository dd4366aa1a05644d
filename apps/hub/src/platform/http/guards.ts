import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { ApiError, forbidden } from '../errors.ts'
import { shown } from '../shown.ts'
import { isLoopbackAddress, isLoopbackHost } from './addresses.ts'
import { everyAnswer, strictTransport } from './security.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers for any `Host`, and over plain HTTP too: load balancers request by address. */
    isHealthCheck?: boolean
    /** Shown in a browser. Over plain HTTP it is redirected, where other routes refuse. */
    isPage?: boolean
  }
}

export interface GuardOptions {
  log: Logger
  /** Refuse plain HTTP, judged by the trusted proxy's `X-Forwarded-Proto` (contract, general §1). */
  httpsOnly: boolean
  /** Public origins of the hub: the hosts that it answers for, besides its own addresses. */
  origins: readonly string[]
  /** Whether a page answers a request that matches no route. */
  isPage?: ((request: FastifyRequest) => boolean) | undefined
}

const misdirected = (host: string) =>
  new ApiError(
    421,
    'bad_request',
    `This server does not answer for '${shown(host)}': its operator names its hosts by API_ORIGIN and MANAGER_ORIGIN`,
  )

/** The host name in a `Host` header; undefined for a malformed one, such as `[::1].evil` or `localhost:80@evil`. */
const nameOf = (host: string) =>
  /^(\[[\da-f:.]+\]|[^\s:@/[\]]+)(?::\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase()

const maxKnownHosts = 100

const isAbsolute = (url: string) => !url.startsWith('/')

/** Checks that run before any route, configured by the matched route (security S1, S4, S5). */
export function guardRequests(app: FastifyInstance, options: GuardOptions): void {
  const { log, httpsOnly } = options
  const hosts = new Set(options.origins.map((origin) => new URL(origin).hostname))
  let hasWarned = false

  /** Cache of accepted hosts with the local address that was called; requests repeat the same few. */
  const known = new Set<string>()

  function isOwnHost(host: string, localAddress: string | undefined): boolean {
    const key = `${host} ${localAddress}`
    if (known.has(key)) return true
    const isOwn = findOwnHost(host, localAddress)
    if (isOwn && known.size < maxKnownHosts) known.add(key)
    return isOwn
  }

  /**
   * DNS rebinding can point a name at this machine, but not an address: the address that was called is always valid.
   */
  function findOwnHost(host: string, localAddress: string | undefined): boolean {
    const name = nameOf(host)
    if (name === undefined) return false
    if (hosts.has(name)) return true
    // A request injected by a test has no socket.
    if (localAddress === undefined) return isLoopbackHost(name)
    if (isLoopbackHost(name)) return isLoopbackAddress(localAddress)
    const bare = localAddress.replace(/^::ffff:(?=\d+\.)/, '')
    return name === bare || name === `[${bare}]`
  }

  /** @throws {ApiError} 421 */
  function checkHost(request: FastifyRequest) {
    const { localAddress } = request.socket
    // HTTP/1.0 has no `Host`, and no browser uses it.
    const named = request.host === '' ? [] : [request.host]
    if (isAbsolute(request.url)) named.push(URL.parse(request.url)?.host ?? '')
    for (const host of named) if (!isOwnHost(host, localAddress)) throw misdirected(host)
  }

  /** Redirects a request for a page. @throws {ApiError} 403 for anything else */
  function refusePlainHttp(request: FastifyRequest, reply: FastifyReply) {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const isPage = request.routeOptions.config.isPage ?? (request.is404 && options.isPage?.(request))
    if (isRead && isPage) {
      reply.redirect(`https://${request.hostname}${pathOf(request.url)}`, 302)
      return
    }
    const claimed = request.headers['x-forwarded-proto']
    if (claimed !== undefined && !hasWarned) {
      hasWarned = true
      const { remoteAddress } = request.socket
      log.warn({ peer: remoteAddress }, `X-Forwarded-Proto is ignored: the peer is not in TRUSTED_PROXIES`)
    }
    throw forbidden('https is required')
  }

  app.addHook('onRequest', (request, reply, done) => {
    const isHttps = request.protocol === 'https'
    reply.headers(everyAnswer)
    if (isHttps) reply.header('strict-transport-security', strictTransport)
    if (request.routeOptions.config.isHealthCheck) return done()
    checkHost(request)
    if (!isHttps && httpsOnly) refusePlainHttp(request, reply)
    else done()
  })
}

/** Path and query, without the origin of an absolute-form URL. */
function pathOf(url: string): string {
  if (!isAbsolute(url)) return url
  const { pathname = '/', search = '' } = URL.parse(url) ?? {}
  return pathname + search
}
