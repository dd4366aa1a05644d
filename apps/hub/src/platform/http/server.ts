import type { Socket } from 'node:net'
import Fastify, {
  type ConnectionError,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Logger } from 'pino'
import { ApiError, badRequest, refusalText, routingError, tooLarge, unsupportedMediaType } from '../errors.ts'
import { newId } from '../ids.ts'
import type { JsonSource } from '../json.ts'
import { isWellFormed } from '../json.ts'
import { parseJsonBodies } from './body.ts'
import { maskUrl } from './mask.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, for a JSON body. */
    source: JsonSource | undefined
    /** A value of `X-Http-Method-Override` that is not a method, refused once the caller is known. */
    badOverride: string | undefined
  }
}

export interface HttpOptions {
  log: Logger
  /** Largest JSON body, in bytes; default 20 MB (contract, general §1). */
  bodyLimit?: number
  trustProxy?: boolean
  /** Answers what no route takes, or leaves it to the routing error. */
  fallback?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined
}

const badRequestText = (message: string) => JSON.stringify({ message, error_type: 'bad_request' })

/** What Node could not read as HTTP at all: answered in the contract's form, then the socket is closed. */
function answerUnreadable(error: ConnectionError, socket: Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
  const packet: unknown = error.rawPacket
  const isForApi = Buffer.isBuffer(packet) && /^[A-Z]+ \/v1\//.test(packet.toString('latin1', 0, 20))
  const cors = isForApi ? 'Access-Control-Allow-Origin: *\r\n' : ''
  const text = badRequestText(
    error.code === 'HPE_HEADER_OVERFLOW' ? 'The headers are too large' : 'The request is not HTTP',
  )
  socket.end(
    `HTTP/1.1 400 Bad Request\r\n${cors}Content-Type: application/json; charset=utf-8\r\nX-Request-Id: ${newId(12)}\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`,
  )
}

const overridable = new Set(['PUT', 'PATCH', 'DELETE'])

/** The HTTP conventions that hold under every route of the hub (contract, general §1, §2, §6 and §8). */
export function createHttp({
  log,
  bodyLimit = 20 * 1024 * 1024,
  trustProxy = false,
  fallback,
}: HttpOptions): FastifyInstance {
  const badOverrides = new WeakMap<object, string>()
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // `X-Forwarded-*` counts only from a proxy on this machine or network: else a caller would choose its address.
    trustProxy: trustProxy ? ['loopback', 'linklocal', 'uniquelocal'] : false,
    genReqId: () => newId(12),
    routerOptions: {
      ignoreTrailingSlash: true,
      // An id of any length that fits in a request line is looked for, and not found (general §8).
      maxParamLength: 64 * 1024,
      onBadUrl: (path, _request, response) => {
        response.writeHead(400, {
          'content-type': 'application/json; charset=utf-8',
          'x-content-type-options': 'nosniff',
          'x-request-id': newId(12),
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
  app.decorateRequest('source', undefined)
  app.decorateRequest('badOverride', undefined)
  app.addHook('onRequest', async (request, reply) => {
    request.badOverride = badOverrides.get(request.raw)
    reply.header('x-request-id', request.id)
    // Nothing stored has such a name, and PostgreSQL would fail on it. The public API answers by itself (general §8).
    if (request.url.startsWith('/v1/')) return
    if (!isWellFormed(request.params)) throw routingError()
    if (!isWellFormed(request.query)) throw badRequest('The query contains characters that are not allowed')
  })
  app.addHook('onResponse', async (request, reply) => {
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
  })
  parseJsonBodies(app)
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, bodyLimit))
  app.setNotFoundHandler((request, reply) => {
    const answer = fallback?.(request, reply)
    if (answer === undefined) throw routingError()
    return answer
  })
  return app
}

const lastAnswersMs = 5000

/**
 * Takes no further request and ends when the last is answered; who holds a connection for longer than five seconds is
 * cut off.
 */
export async function closeServer(app: FastifyInstance): Promise<void> {
  const { server } = app
  // Those that are idle are closed at once; one whose refused body was still coming is idle a moment later.
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
  bodyLimit: number,
): ApiError | undefined => {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return routeOptions.config.bytes?.tooLarge() ?? tooLarge(bodyLimit)
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return unsupportedMediaType(headers['content-type'] ?? '')
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return badRequest(error.message)
  return undefined
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, bodyLimit: number) {
  const known = error instanceof ApiError ? error : fromFastify(error as Error, request, bodyLimit)
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
