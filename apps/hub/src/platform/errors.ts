import type { ErrorType } from '@hub/contract'
import type { Db } from './db/index.ts'

/** What is wrong with one field of a request; `field` is a path such as `items[1].price` (contract, general §8). */
export interface Problem {
  field: string
  message: string
  /** Extra keys of the answer, such as `order_id` (contract, extensions X7). */
  [extra: string]: string
}

/**
 * Maximum number of problems in one answer, and about the number kept while a body is read (security S10). A body may
 * have a hundred thousand.
 */
export const maxProblems = 1000

/** Adds a problem, unless {@link maxProblems} is reached. */
export function addProblem(problems: Problem[], field: string, message: string): void {
  if (problems.length < maxProblems) problems.push({ field, message })
}

export interface ApiErrorOptions {
  problems?: readonly Problem[]
  headers?: Record<string, string>
  cause?: unknown
  /**
   * Builds the final error with data that must be queried. Called after the rollback, because a failed transaction
   * accepts no more queries.
   */
  complete?: ((db: Db) => Promise<ApiError>) | undefined
}

/** An API error, thrown where it is detected and serialised in one handler. */
export class ApiError extends Error {
  readonly status: number
  readonly type: ErrorType
  readonly problems: readonly Problem[] | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly complete: ApiErrorOptions['complete']

  constructor(status: number, type: ErrorType, message = '', options: ApiErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.name = 'ApiError'
    this.status = status
    this.type = type
    this.problems = options.problems
    this.headers = options.headers ?? {}
    this.complete = options.complete
  }
}

/** The JSON body of an error answer (contract, general §8). */
export const refusalText = ({ message, problems, type }: ApiError): string =>
  JSON.stringify({
    ...(message !== '' ? { message } : {}),
    ...(problems ? { errors: problems } : {}),
    error_type: type,
  })

export const badRequest = (message: string, cause?: unknown) =>
  new ApiError(400, 'bad_request', message, { cause })
export const unauthorized = (message: string) => new ApiError(401, 'unauthorized', message)
export const forbidden = (message: string) => new ApiError(403, 'forbidden', message)
/** Same body for a missing resource and for one the caller may not see, so that ids cannot be probed (general §8). */
export const notFound = () => new ApiError(404, 'not_found')
export const routingError = () => new ApiError(404, 'routing_error')
export const conflict = (message: string, retryAfterSeconds: number, problems?: readonly Problem[]) =>
  new ApiError(409, 'conflict', message, {
    headers: { 'retry-after': String(retryAfterSeconds) },
    ...(problems ? { problems } : {}),
  })
export const unsupportedMediaType = (given: string, expected = 'application/json') =>
  new ApiError(
    415,
    'unsupported_media_type',
    given === ''
      ? `Expected a body of type ${expected}`
      : `Expected a body of type ${expected}, got '${given}'`,
  )
export const tooLarge = (limitBytes: number) =>
  new ApiError(422, 'unprocessable_entity', `The body is larger than ${limitBytes} bytes`)
export const tooMany = (limit: number, what: string) =>
  new ApiError(422, 'unprocessable_entity', `The body has more than ${limit} ${what}`)
export const invalid = (problems: readonly Problem[]) =>
  new ApiError(422, 'unprocessable_entity', 'Validation failed', { problems })
export const invalidField = (field: string, message: string) => invalid([{ field, message }])
export const tooManyRequests = (message: string, retryAfterSeconds: number) =>
  new ApiError(429, 'too_many_requests', message, { headers: { 'retry-after': String(retryAfterSeconds) } })
