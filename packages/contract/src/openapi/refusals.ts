import { ErrorBody } from '../errors.ts'
import { unauthorizedMessages } from '../oauth-words.ts'
import { toJsonSchema } from './json-schema.ts'

const requestId = {
  'X-Request-Id': { description: 'Names this answer in the hub’s log', schema: { type: 'string' } },
}
const retryAfter = { 'Retry-After': { description: 'In seconds', schema: { type: 'integer' } } }

const refusal = (description: string, example: object, headers: object = {}) => ({
  description,
  headers: { ...requestId, ...headers },
  content: { 'application/json': { schema: toJsonSchema(ErrorBody), example } },
})

/** Every refusal of the API (contract, general §8), by status. */
export const refusals = {
  '400': refusal('The body is not readable JSON, or not an object', {
    message: 'The body must be a JSON object',
    error_type: 'bad_request',
  }),
  '401': refusal('The token is missing, unknown, revoked, blocked or suspended', {
    message: unauthorizedMessages.invalid,
    error_type: 'unauthorized',
  }),
  '403': refusal('The token is known, but its level or a permission is missing', {
    message: "A 'orders' write scope is required",
    error_type: 'forbidden',
  }),
  '404': refusal('It does not exist, or is out of the reach of this connection', { error_type: 'not_found' }),
  '409': refusal(
    'A request with the same `Idempotency-Key` is still running',
    { message: 'A request with this idempotency key is still running', error_type: 'conflict' },
    retryAfter,
  ),
  '415': refusal('The body has another `Content-Type` than the operation reads', {
    message: 'The Content-Type must be application/json',
    error_type: 'unsupported_media_type',
  }),
  '422': refusal('Readable, but not valid: all problems at once, in the order of the body', {
    message: 'Validation failed',
    errors: [{ field: 'items[0].price', message: "'cheap' is not a valid monetary amount" }],
    error_type: 'unprocessable_entity',
  }),
  '429': refusal(
    'A rate limit is used up: 500 requests a minute, 2,500 an hour, 10,000 a day, 10 high-load queries a minute',
    { message: 'Too many requests', error_type: 'too_many_requests' },
    retryAfter,
  ),
  '500': refusal('The hub failed; nothing of its insides is told', {
    message: 'The server failed to answer this request',
    error_type: 'internal_error',
  }),
  '503': refusal(
    'The hub cannot reach its database, or has no room left. A change may have been made or not: repeat it with the same `Idempotency-Key`',
    { message: 'The server cannot reach its database: try again in a moment', error_type: 'internal_error' },
    retryAfter,
  ),
}
export type RefusalStatus = keyof typeof refusals

export const successHeaders = {
  ...requestId,
}
export const cursorHeader = {
  'X-Cursor-Next': {
    description: 'The `cursor` of the next page; absent on the last one',
    schema: { type: 'string' },
  },
}
export const etagHeader = {
  ETag: { description: 'For `If-None-Match`', schema: { type: 'string' } },
}
export const replayedHeader = {
  'Idempotent-Replayed': {
    description: '`true` when this is the remembered answer of an earlier request with the same key',
    schema: { type: 'string', enum: ['true'] },
  },
}
