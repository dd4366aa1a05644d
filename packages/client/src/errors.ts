/** One error of a 422: a field and its problem. */
export interface FieldError {
  /** A path such as `items[0].price`, or `base` for the whole object. */
  field: string
  message: string
}

/** The request, for messages and logs. Never contains a token. */
export interface RequestLine {
  method: string
  /** Path with its query, without the origin. */
  path: string
}

/** Base class of the errors that this client throws. */
export class HubError extends Error {
  readonly request: RequestLine

  constructor(message: string, request: RequestLine, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.request = request
  }
}

/** No answer: refused, cut, unresolved or timed out. The server may have acted. `cause` has the original error. */
export class NetworkFailure extends HubError {}

/** The server's error answer. */
export interface Refusal {
  status: number
  /** `error_type` of the API, or `error` of the OAuth endpoints; null if the body has none. */
  errorType: string | null
  /** The body as received, cut at 4,000 characters. */
  body: string
  /** `X-Request-Id`; null if absent. */
  requestId: string | null
}

/** An answer other than 2xx. Subclasses name the kinds of error (contract, general §8). */
export class Refused extends HubError {
  readonly refusal: Refusal

  constructor(message: string, request: RequestLine, refusal: Refusal) {
    super(message, request)
    this.refusal = refusal
  }

  get status() {
    return this.refusal.status
  }
}

/** 400: unreadable body; at the token endpoint, a code that is used, expired or unknown (`invalid_grant`). */
export class BadRequest extends Refused {}

/** 401: token missing, unknown, revoked, blocked or suspended. `message` is the server's, verbatim. */
export class Unauthorized extends Refused {}

/** 403: the token is valid but lacks the permission. */
export class Forbidden extends Refused {}

/** 404 `not_found`: the resource does not exist, or the token has no access to it. */
export class NotFound extends Refused {}

/** 404 `routing_error`: this server has no such route. */
export class NoSuchRoute extends Refused {}

/** 409: a request with the same idempotency key is still running. */
export class Conflict extends Refused {
  /** Seconds to wait before retrying; 1 if the server does not say. */
  readonly retryAfterSeconds: number

  constructor(message: string, request: RequestLine, refusal: Refusal, retryAfterSeconds = 1) {
    super(message, request, refusal)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** 422: well-formed but invalid. `message` lists the errors too. */
export class ValidationFailed extends Refused {
  readonly errors: FieldError[]

  constructor(message: string, request: RequestLine, refusal: Refusal, errors: FieldError[]) {
    super(message, request, refusal)
    this.errors = errors
  }
}

/** 429. */
export class RateLimited extends Refused {
  /** Seconds until the exhausted window ends; 60 if the server does not say. */
  readonly retryAfterSeconds: number

  constructor(message: string, request: RequestLine, refusal: Refusal, retryAfterSeconds: number) {
    super(message, request, refusal)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** 5xx: the server failed; it may have executed the request. */
export class ServerFailure extends Refused {
  /** Seconds to wait before retrying; null if the server does not say. */
  readonly retryAfterSeconds: number | null

  constructor(
    message: string,
    request: RequestLine,
    refusal: Refusal,
    retryAfterSeconds: number | null = null,
  ) {
    super(message, request, refusal)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** An answer that the API never gives, such as a redirect, a proxy's page, or a 200 that is not JSON. */
export class UnexpectedAnswer extends Refused {}
