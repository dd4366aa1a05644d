import {
  BadRequest,
  Conflict,
  type FieldError,
  Forbidden,
  NoSuchRoute,
  NotFound,
  RateLimited,
  type Refusal,
  Refused,
  type RequestLine,
  ServerFailure,
  Unauthorized,
  UnexpectedAnswer,
  ValidationFailed,
} from './errors.ts'

const keptBodyLength = 4_000
const defaultRetryAfterSeconds = 60
/** No window is longer than a day (contract, general §5). */
const longestRetryAfterSeconds = 86_400

/** The error for an answer that is not a success. Never throws. */
export function refusalOf(request: RequestLine, response: Response, body: string): Refused {
  const parsed = objectOf(body)
  // The OAuth endpoints answer with both (contract, oauth §5), but only `error` identifies the refusal.
  const errorType = textOf(parsed?.error) ?? textOf(parsed?.error_type)
  const refusal: Refusal = {
    status: response.status,
    errorType,
    body: body.slice(0, keptBodyLength),
    requestId: response.headers.get('x-request-id'),
  }
  const message =
    textOf(parsed?.message) ??
    textOf(parsed?.error_description) ??
    `${request.method} ${request.path} was answered ${response.status}`
  switch (response.status) {
    case 400:
      return new BadRequest(message, request, refusal)
    case 401:
      return new Unauthorized(message, request, refusal)
    case 403:
      return new Forbidden(message, request, refusal)
    case 404: {
      const Family = errorType === 'not_found' ? NotFound : NoSuchRoute
      return parsed ? new Family(message, request, refusal) : new UnexpectedAnswer(message, request, refusal)
    }
    case 409:
      return new Conflict(message, request, refusal, retryAfterSecondsOf(response) ?? undefined)
    case 422:
      return invalid(message, request, refusal, fieldErrorsOf(parsed?.errors))
    case 429:
      return new RateLimited(
        message,
        request,
        refusal,
        retryAfterSecondsOf(response) ?? defaultRetryAfterSeconds,
      )
    default:
      if (response.status >= 500)
        return new ServerFailure(message, request, refusal, retryAfterSecondsOf(response))
      if (response.status > 400) return new Refused(message, request, refusal)
      return new UnexpectedAnswer(message, request, refusal)
  }
}

/** Adds the field errors to the message: `Validation failed: private_ref has already been taken`. */
function invalid(message: string, request: RequestLine, refusal: Refusal, errors: FieldError[]) {
  const details = errors.map((error) => `${error.field} ${error.message}`).join(', ')
  return new ValidationFailed(details ? `${message}: ${details}` : message, request, refusal, errors)
}

/** Reads both forms of RFC 9110 §10.2.3. A date is compared to the answer's `Date`, as the local clock may be wrong. */
function retryAfterSecondsOf({ headers }: Response): number | null {
  const text = headers.get('retry-after')?.trim()
  if (!text) return null
  const now = Date.parse(headers.get('date') ?? '') || Date.now()
  const isDate = /^[A-Z][a-z]+, /.test(text)
  const seconds = isDate ? (Date.parse(text) - now) / 1_000 : Number(text)
  if (Number.isNaN(seconds) || (seconds < 0 && !isDate)) return null
  return Math.min(Math.max(seconds, 0), longestRetryAfterSeconds)
}

function fieldErrorsOf(errors: unknown): FieldError[] {
  if (!Array.isArray(errors)) return []
  return errors.flatMap((error: Record<string, unknown> | null) => {
    const message = textOf(error?.message)
    return message === null ? [] : [{ field: textOf(error?.field) ?? 'base', message }]
  })
}

function objectOf(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
