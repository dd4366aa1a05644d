/** One sentence of a 422: where, and what is wrong there. */
export interface FieldError {
  /** A path such as `items[0].price`, or `base` for the whole object. */
  field: string
  message: string
}

/** What was asked, for messages and logs. Never holds a token. */
export interface RequestLine {
  method: string
  /** Path with its query, without the origin. */
  path: string
}

/** Everything this client throws on purpose. */
export class HubError extends Error {
  readonly request: RequestLine

  constructor(message: string, request: RequestLine, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.request = request
  }
}

/** No answer: refused, cut, not resolved, timed out. Whether the server acted is unknown. `cause` says more. */
export class NetworkFailure extends HubError {}

/** What the server said when it refused. */
export interface Refusal {
  status: number
  /** `error_type` of the API, or `error` of the OAuth endpoints; null when the body has none. */
  errorType: string | null
  /** The body as received, cut at 4,000 characters. */
  body: string
  /** `X-Request-Id`, null when absent. */
  requestId: string | null
}

/** An answer other than 200. Subclasses name the families (contract, general §8). */
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

/** 401: token missing, unknown, revoked, blocked or suspended. `message` is the server's, word for word. */
export class Unauthorized extends Refused {}

/** 403: the token is known, the permission is missing. */
export class Forbidden extends Refused {}

/** 404 `not_found`: the resource does not exist, or is out of reach. */
export class NotFound extends Refused {}

/** 404 `routing_error`: this server has no such route. */
export class NoSuchRoute extends Refused {}

/** 409: a request with the same idempotency key is still running. */
export class Conflict extends Refused {
  /** Seconds until it is worth asking again; 1 when the server does not say. */
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
  /** Seconds until the exhausted window ends; 60 when the server does not say. */
  readonly retryAfterSeconds: number

  constructor(message: string, request: RequestLine, refusal: Refusal, retryAfterSeconds: number) {
    super(message, request, refusal)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** 5xx: the server failed; the request may have been done. */
export class ServerFailure extends Refused {
  /** Seconds, when the server asks for a wait; else null. */
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

/** An answer that the API never gives: a redirection, a page of a proxy, a 200 that is not JSON. */
export class UnexpectedAnswer extends Refused {}
