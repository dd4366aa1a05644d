import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { ApiError, forbidden } from '../errors.ts'
import { shown } from '../shown.ts'
import { isLoopbackAddress, isLoopbackHost } from './addresses.ts'
import { everyAnswer, strictTransport } from './security.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers whatever `Host` says, by plain HTTP too: balancers ask by address. */
    isHealthCheck?: boolean
    /** Shown by a browser: over plain HTTP it is redirected where other routes refuse. */
    isPage?: boolean
  }
}

export interface GuardOptions {
  log: Logger
  /** Refuse plain HTTP, as the trusted proxy in front tells it by `X-Forwarded-Proto` (contract, general §1). */
  httpsOnly: boolean
  /** Where the hub is reached from outside: the hosts that it answers for, besides its own addresses. */
  origins: readonly string[]
  /** Whether a page answers a request that no route takes. */
  isPage?: ((request: FastifyRequest) => boolean) | undefined
}

const misdirected = (host: string) =>
  new ApiError(
    421,
    'bad_request',
    `This server does not answer for '${shown(host)}': its operator names its hosts by API_ORIGIN and MANAGER_ORIGIN`,
  )

/** The name of a `Host` header; undefined for what is none, such as `[::1].evil` or `localhost:80@evil`. */
const nameOf = (host: string) =>
  /^(\[[\da-f:.]+\]|[^\s:@/[\]]+)(?::\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase()

const maxKnownHosts = 100

const isAbsolute = (url: string) => !url.startsWith('/')

/** What holds before any route is asked, decided by the matched route (security S1, S4, S5). */
export function guardRequests(app: FastifyInstance, options: GuardOptions): void {
  const { log, httpsOnly } = options
  const hosts = new Set(options.origins.map((origin) => new URL(origin).hostname))
  let hasWarned = false

  /** Hosts that were found to be the hub's, with the address that was called: the same few at each request. */
  const known = new Set<string>()

  function isOwnHost(host: string, localAddress: string | undefined): boolean {
    const key = `${host} ${localAddress}`
    if (known.has(key)) return true
    const isOwn = findOwnHost(host, localAddress)
    if (isOwn && known.size < maxKnownHosts) known.add(key)
    return isOwn
  }

  /** An address cannot be rebound to another machine as a name can: the one that was called is always right. */
  function findOwnHost(host: string, localAddress: string | undefined): boolean {
    const name = nameOf(host)
    if (name === undefined) return false
    if (hosts.has(name)) return true
    // A request injected by a test came over no socket.
    if (localAddress === undefined) return isLoopbackHost(name)
    if (isLoopbackHost(name)) return isLoopbackAddress(localAddress)
    const bare = localAddress.replace(/^::ffff:(?=\d+\.)/, '')
    return name === bare || name === `[${bare}]`
  }

  /** @throws {ApiError} 421 */
  function checkHost(request: FastifyRequest) {
    const { localAddress } = request.socket
    // HTTP/1.0 has none, and no browser speaks it.
    const named = request.host === '' ? [] : [request.host]
    if (isAbsolute(request.url)) named.push(URL.parse(request.url)?.host ?? '')
    for (const host of named) if (!isOwnHost(host, localAddress)) throw misdirected(host)
  }

  /** Redirects who asked for a page. @throws {ApiError} 403 for anything else */
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

/** With its query, and without the origin of an absolute form. */
function pathOf(url: string): string {
  if (!isAbsolute(url)) return url
  const { pathname = '/', search = '' } = URL.parse(url) ?? {}
  return pathname + search
}
