import { createHash } from 'node:crypto'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Logger } from 'pino'
import { ApiError, badRequest, routingError, tooLarge, unsupportedMediaType } from '../errors.ts'
import { newId } from '../ids.ts'
import { isWellFormed } from '../json.ts'
import { maskUrl } from './mask.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, for a JSON body. */
    source: string | undefined
    /** A value of `X-Http-Method-Override` that is not a method, refused once the caller is known. */
    badOverride: string | undefined
  }
}

export interface HttpOptions {
  log: Logger
  /** Largest JSON body, in bytes; default 20 MB (contract, general §1). */
  bodyLimit?: number
  trustProxy?: boolean
}

const overridable = new Set(['PUT', 'PATCH', 'DELETE'])

/** The HTTP conventions that hold under every route of the hub (contract, general §1, §2, §6 and §8). */
export function createHttp({
  log,
  bodyLimit = 20 * 1024 * 1024,
  trustProxy = false,
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
      maxParamLength: 512,
      onBadUrl: (_path, _request, response) => {
        response.writeHead(400, {
          'content-type': 'application/json; charset=utf-8',
          'access-control-allow-origin': '*',
        })
        response.end(
          JSON.stringify({ message: 'The path is not percent-encoded correctly', error_type: 'bad_request' }),
        )
      },
    },
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
    // Nothing stored has such a name, and PostgreSQL would fail on it.
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
  app.setNotFoundHandler(() => {
    throw routingError()
  })
  return app
}

/** Contract, general §8 (media types): JSON or nothing; an absent header counts as JSON. */
function parseJsonBodies(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    const text = body as string
    if (text.trim() === '') return done(null, undefined)
    const type = (request.headers['content-type'] ?? 'application/json').split(';')[0]!.trim().toLowerCase()
    if (!/^application\/(json|[\w.-]+\+json)$/.test(type)) return done(unsupportedMediaType(type))
    request.source = text
    try {
      done(null, JSON.parse(text))
    } catch (error) {
      done(badRequest(`The body is not JSON: ${(error as Error).message}`, error))
    }
  })
}

const fromFastify = (
  error: { code?: string; statusCode?: number; message: string },
  bodyLimit: number,
): ApiError | undefined => {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge(bodyLimit)
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return badRequest(error.message)
  return undefined
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, bodyLimit: number) {
  const known = error instanceof ApiError ? error : fromFastify(error as Error, bodyLimit)
  if (!known) {
    request.log.error({ err: error, id: request.id, url: maskUrl(request.url) }, 'unexpected failure')
    return reply
      .code(500)
      .send({ message: 'The server failed to answer this request', error_type: 'internal_error' })
  }
  const { message, problems, type } = known
  return reply
    .code(known.status)
    .headers(known.headers)
    .send({
      ...(message !== '' ? { message } : {}),
      ...(problems ? { errors: problems } : {}),
      error_type: type,
    })
}

/** Contract, general §8: every JSON GET answer carries a weak ETag; the same one asked again is answered 304. */
export function answerWithEtag(app: FastifyInstance) {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return payload
    if (reply.statusCode !== 200 || typeof payload !== 'string') return payload
    const etag = `W/"${createHash('sha1').update(payload).digest('base64url')}"`
    reply.header('etag', etag).header('cache-control', 'private, no-cache')
    const asked = request.headers['if-none-match']?.split(',').map((tag) => tag.trim())
    if (!asked?.includes(etag)) return payload
    reply.code(304).removeHeader('content-type').removeHeader('content-length')
    return ''
  })
}
