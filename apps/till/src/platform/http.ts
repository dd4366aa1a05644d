import type { X509Certificate } from 'node:crypto'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { endSlowRequests, hasBody } from './deadline.ts'
import { TillError } from './errors.ts'
import { guardOrigin } from './guard.ts'
import type { RequestLimits } from './limits.ts'
import { createHttpServer, type TlsMaterial } from './server.ts'
import { storageRefusal } from './storage.ts'

// Nothing inline, nothing from outside (design rule 10).
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

/** Body limit of every route that sets no other (security S2). */
const usualBodyBytes = 64_000
/** For routes whose body holds a list: a sale, an order, a menu, a count. */
export const longBody = { bodyLimit: 1_000_000 }

/** Fastify's own refusals, in French. */
const sentences: Record<string, string> = {
  FST_ERR_CTP_INVALID_JSON_BODY: "Le contenu envoyé n'est pas du JSON valide.",
  FST_ERR_CTP_EMPTY_JSON_BODY: 'Le contenu envoyé est vide.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Le contenu envoyé doit être du JSON (application/json).',
  FST_ERR_BAD_URL: "L'adresse demandée est mal formée.",
}

interface HttpOptions {
  host: string
  logs: boolean
  limits: RequestLimits
  /** Absent when the till serves plain HTTP. */
  tls?: (TlsMaterial & { x509: X509Certificate }) | undefined
}

/** A server with the till's guards and its error form; slices add their routes. */
export function createHttp({ host, logs, limits, tls }: HttpOptions): FastifyInstance {
  const http = Fastify({
    logger: logs ? { level: 'warn' } : false,
    bodyLimit: usualBodyBytes,
    forceCloseConnections: true,
    frameworkErrors: answerError,
    serverFactory: (handler) => createHttpServer(handler, limits, tls),
  })
  http.removeContentTypeParser('text/plain')
  endSlowRequests(http, limits)
  http.addHook('onRequest', async (_request, reply) => {
    reply.headers(securityHeaders)
  })
  guardOrigin(http, host, tls?.x509)
  http.setErrorHandler(answerError)
  return http
}

function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  reply.headers(securityHeaders)
  // Node reads the rest of a body to keep the connection, however long it is (security S2).
  if (hasBody(request.raw) && !request.raw.complete && lengthOf(request) > usualBodyBytes)
    reply.header('connection', 'close')
  if (error instanceof TillError) {
    const { message, errors } = error
    return reply.code(error.status).send({ message, ...(errors && { errors }) })
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500
  if (status < 500) {
    const code = 'code' in error ? error.code : ''
    return reply.code(status).send({ message: sentenceFor(code, request) })
  }
  request.log.error(error)
  const storage = storageRefusal(error)
  if (storage) return reply.code(storage.status).send({ message: storage.message })
  return reply.code(500).send({
    message: "Erreur inattendue de la caisse : l'opération n'a pas été faite. Le détail est au journal.",
  })
}

function sentenceFor(code: string, request: FastifyRequest): string {
  if (code !== 'FST_ERR_CTP_BODY_TOO_LARGE') return sentences[code] ?? 'La demande est mal formée.'
  const most = request.routeOptions.bodyLimit ?? usualBodyBytes
  return `Le contenu envoyé dépasse ${most < 1_000_000 ? `${most / 1000} ko` : `${Math.floor(most / 1_000_000)} Mo`}.`
}

/** The length of a chunked body is unknown. */
const lengthOf = ({ headers }: FastifyRequest): number =>
  Number(headers['content-length'] ?? Number.POSITIVE_INFINITY)
