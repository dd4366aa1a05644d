import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { TillError } from './errors.ts'
import { guardOrigin } from './guard.ts'
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

/** Fastify's own refusals, said in French. */
const sentences: Record<string, string> = {
  FST_ERR_CTP_INVALID_JSON_BODY: "Le contenu envoyé n'est pas du JSON valide.",
  FST_ERR_CTP_EMPTY_JSON_BODY: 'Le contenu envoyé est vide.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Le contenu envoyé doit être du JSON (application/json).',
  FST_ERR_CTP_BODY_TOO_LARGE: 'Le contenu envoyé dépasse 1 Mo.',
  FST_ERR_BAD_URL: "L'adresse demandée est mal formée.",
}

/** A server with the till's guards and its error form; slices add their routes. */
export function createHttp({ host, logs }: { host: string; logs: boolean }): FastifyInstance {
  const http = Fastify({
    logger: logs ? { level: 'warn' } : false,
    bodyLimit: 1_000_000,
    forceCloseConnections: true,
    frameworkErrors: answerError,
  })
  http.removeContentTypeParser('text/plain')
  http.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
  })
  guardOrigin(http, host)
  http.setErrorHandler(answerError)
  return http
}

function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof TillError) {
    const { message, errors } = error
    return reply.code(error.status).send({ message, ...(errors && { errors }) })
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500
  if (status < 500) {
    const code = 'code' in error ? error.code : ''
    return reply.code(status).send({ message: sentences[code] ?? 'La demande est mal formée.' })
  }
  request.log.error(error)
  const storage = storageRefusal(error)
  if (storage) return reply.code(storage.status).send({ message: storage.message })
  return reply.code(500).send({
    message: "Erreur inattendue de la caisse : l'opération n'a pas été faite. Le détail est au journal.",
  })
}
