import type { Socket } from 'node:net'
import Fastify, {
  type ConnectionError,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { ApiError, badRequest, refusalText, routingError, tooLarge, unsupportedMediaType } from '../errors.ts'
import { newId } from '../ids.ts'
import type { JsonSource } from '../json.ts'
import { isWellFormed } from '../json.ts'
import { maskUrl } from '../masking/index.ts'
import { createNetworks } from './addresses.ts'
import { parseJsonBodies } from './body.ts'
import { limitForwardedRequests } from './caller.ts'
import {
  type ConnectionLimits,
  endSlowRequests,
  limitConnections,
  type RequestTimes,
  requestTimes,
} from './connections.ts'
import { databaseRefusal } from './database-refusal.ts'
import { type GuardOptions, guardRequests } from './guards.ts'
import { rawAnswer } from './raw-answer.ts'
import { everyAnswer } from './security.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The original text of a JSON body. */
    source: JsonSource | undefined
    /** A value of `X-Http-Method-Override` that is not allowed, refused once the caller is known. */
    badOverride: string | undefined
  }
}

export interface HttpRoute {
  method: string
  /** With its parameters, `/v1/location/orders/:order_id`. */
  url: string
}

export interface HttpOptions extends GuardOptions {
  /**
   * Peers whose `X-Forwarded-*` headers are trusted, as addresses and networks. Otherwise a caller could choose its
   * address (security S6).
   */
  trustedProxies?: readonly string[]
  connections?: ConnectionLimits
  times?: RequestTimes
  /** Answers a request that matches no route; if it returns undefined, the routing error is sent. */
  fallback?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined
  /** Called for each route as it is registered. */
  onRoute?: (route: HttpRoute) => void
}

/** Default limit of a request body, in bytes (security S2). */
const bodyLimit = 64 * 1024
const unboundedConnections: ConnectionLimits = {
  inAll: Number.POSITIVE_INFINITY,
  perAddress: Number.POSITIVE_INFINITY,
}

const badRequestText = (message: string) => JSON.stringify({ message, error_type: 'bad_request' })

/** Answers what Node could not parse as HTTP, in the contract's error format, then closes the socket. */
function answerUnreadable(error: ConnectionError, socket: Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return socket.end(rawAnswer(408, 'The request took too long to arrive'), () => socket.destroy())
  const packet: unknown = error.rawPacket
  const isForApi = Buffer.isBuffer(packet) && /^[A-Z]+ \/v1\//.test(packet.toString('latin1', 0, 20))
  const message =
    error.code === 'HPE_HEADER_OVERFLOW' ? 'The headers are too large' : 'The request is not HTTP'
  socket.end(rawAnswer(400, message, isForApi ? { 'Access-Control-Allow-Origin': '*' } : {}))
}

const overridable = new Set(['PUT', 'PATCH', 'DELETE'])

/** The HTTP conventions of every route of the hub (contract, general §1, §2, §6 and §8). */
export function createHttp({
  trustedProxies = [],
  connections = unboundedConnections,
  times = requestTimes,
  fallback,
  onRoute,
  ...guards
}: HttpOptions): FastifyInstance {
  const { log } = guards
  const badOverrides = new WeakMap<object, string>()
  const isTrustedProxy = createNetworks(trustedProxies)
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    trustProxy: trustedProxies.length > 0 ? isTrustedProxy : false,
    http: { headersTimeout: times.headersMs, connectionsCheckingInterval: times.checkEveryMs },
    genReqId: () => newId(12),
    routerOptions: {
      ignoreTrailingSlash: true,
      // An id of any length that fits in a request line is looked up, and not found (general §8).
      maxParamLength: 64 * 1024,
      onBadUrl: (path, _request, response) => {
        response.writeHead(400, {
          'content-type': 'application/json; charset=utf-8',
          'x-request-id': newId(12),
          ...everyAnswer,
          ...(path.startsWith('/v1/') ? { 'access-control-allow-origin': '*' } : {}),
        })
        response.end(badRequestText('The path is not percent-encoded correctly'))
      },
    },
    clientErrorHandler: answerUnreadable,
    // Contract, general §6: never honoured on a GET, which must not change state.
    rewriteUrl(raw) {
      const override = raw.headers['x-http-method-override']
      if (raw.method === 'POST' && typeof override === 'string') {
        if (overridable.has(override.toUpperCase())) raw.method = override.toUpperCase()
        else badOverrides.set(raw, override)
      }
      return raw.url ?? '/'
    },
  })
  limitConnections(app.server, { limits: connections, isTrustedProxy, log })
  endSlowRequests(app.server, times)
  if (onRoute)
    app.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) onRoute({ method: each, url })
    })
  app.decorateRequest('source', undefined)
  app.decorateRequest('badOverride', undefined)
  app.addHook('onRequest', (request, reply, done) => {
    request.badOverride = badOverrides.get(request.raw)
    reply.header('x-request-id', request.id)
    done()
  })
  guardRequests(app, guards)
  limitForwardedRequests(app, { perAddress: connections.perAddress, isTrustedProxy })
  app.addHook('onRequest', (request, _reply, done) => {
    // Nothing stored has such a name, and PostgreSQL would fail on it. The public API answers this itself (general
    // §8).
    if (request.server.prefix === '/v1') return done()
    if (!isWellFormed(request.params)) throw routingError()
    if (!isWellFormed(request.query)) throw badRequest('The query contains characters that are not allowed')
    done()
  })
  // A request that matches no route is refused before its body is read (security S2).
  app.addHook('preParsing', (request, _reply, payload, done) => {
    if (request.is404 && !guards.isPage?.(request)) throw routingError()
    done(null, payload)
  })
  app.addHook('onResponse', (request, reply, done) => {
    log.info(
      {
        id: request.id,
        method: request.method,
        url: maskUrl(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    )
    done()
  })
  parseJsonBodies(app)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) => {
    const answer = fallback?.(request, reply)
    if (answer === undefined) throw routingError()
    return answer
  })
  return app
}

const lastAnswersMs = 5000

/**
 * Stops accepting requests and resolves once the last one is answered. Connections still open after five seconds are
 * closed.
 */
export async function closeServer(app: FastifyInstance): Promise<void> {
  const { server } = app
  // Closes connections as they become idle. One whose refused body is still arriving becomes idle only a moment
  // later.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), lastAnswersMs)
  try {
    await app.close()
  } finally {
    clearInterval(idle)
    clearTimeout(late)
  }
}

const fromFastify = (
  error: { code?: string; statusCode?: number; message: string },
  { headers, routeOptions }: FastifyRequest,
): ApiError | undefined => {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return routeOptions.config.bytes?.tooLarge() ?? tooLarge(routeOptions.bodyLimit)
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return unsupportedMediaType(headers['content-type'] ?? '')
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return badRequest(error.message)
  return undefined
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const known =
    error instanceof ApiError
      ? error
      : (databaseRefusal(error, request) ?? fromFastify(error as Error, request))
  if (!known) {
    request.log.error({ err: error, id: request.id, url: maskUrl(request.url) }, 'unexpected failure')
    return reply
      .code(500)
      .send({ message: 'The server failed to answer this request', error_type: 'internal_error' })
  }
  return reply
    .code(known.status)
    .headers(known.headers)
    .type('application/json; charset=utf-8')
    .send(refusalText(known))
}
