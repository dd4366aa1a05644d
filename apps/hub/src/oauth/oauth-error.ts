import type { FastifyReply, FastifyRequest } from 'fastify'
import { ApiError } from '../platform/errors.ts'
import { databaseRefusal } from '../platform/http/database-refusal.ts'
import { maskUrl } from '../platform/masking/index.ts'

/** An error of the token and revocation endpoints, readable by OAuth libraries and by API-style clients (oauth §5). */
export class OAuthError extends Error {
  readonly status: 400 | 401
  readonly code: string

  constructor(status: 400 | 401, code: string, message: string) {
    super(message)
    this.name = 'OAuthError'
    this.status = status
    this.code = code
  }
}

export const invalidRequest = (message: string) => new OAuthError(400, 'invalid_request', message)
export const invalidGrant = (message: string) => new OAuthError(400, 'invalid_grant', message)
export const invalidClient = () =>
  new OAuthError(401, 'invalid_client', 'The client is unknown, or its secret is wrong or missing')
export const unsupportedGrantType = () =>
  new OAuthError(400, 'unsupported_grant_type', "The grant_type must be 'authorization_code'")
export const unauthorizedClient = () =>
  new OAuthError(400, 'unauthorized_client', 'The token was issued to another client')

const body = (error: string, error_type: string, message: string) => ({
  error,
  error_description: message,
  error_type,
  message,
})

/** Status and message of lower-level errors: a body too large, a malformed URL, plain http. */
const toStatus = (error: unknown): { statusCode?: number | undefined; message: string } =>
  error instanceof ApiError
    ? { statusCode: error.status, message: error.message }
    : (error as { statusCode?: number; message: string })

/** Answers errors below `/oauth2/v1` in the form of the contract. */
export function answerOAuthError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  reply.header('cache-control', 'no-store').header('pragma', 'no-cache')
  if (error instanceof OAuthError) {
    if (error.status === 401) reply.header('www-authenticate', 'Basic realm="oauth2"')
    const type = error.status === 401 ? 'unauthorized' : 'bad_request'
    return reply.code(error.status).send(body(error.code, type, error.message))
  }
  if (error instanceof ApiError && error.status === 429) {
    return reply
      .code(429)
      .headers(error.headers)
      .send(body('too_many_requests', 'too_many_requests', error.message))
  }
  const unavailable = databaseRefusal(error, request)
  if (unavailable) {
    return reply
      .code(503)
      .headers(unavailable.headers)
      .send(body('temporarily_unavailable', 'internal_error', unavailable.message))
  }
  const { statusCode, message } = toStatus(error)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return reply.code(400).send(body('invalid_request', 'bad_request', message))
  }
  request.log.error({ err: error, id: request.id, url: maskUrl(request.url) }, 'unexpected failure')
  return reply
    .code(500)
    .send(body('server_error', 'internal_error', 'The server failed to answer this request'))
}
