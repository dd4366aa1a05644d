import { NetworkFailure, UnexpectedAnswer } from './errors.ts'
import { refusalOf } from './refusals.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One exchange with the server, for a log. It contains no token, headers or bodies of successful answers. */
export interface Exchange {
  method: Method
  path: string
  /** Null if there was no answer. */
  status: number | null
  durationMs: number
  requestId: string | null
  /** Message of the failure; absent for a success. */
  error?: string
}

export interface TransportOptions {
  /** e.g. `https://api.example.com`, with or without a trailing slash. */
  origin: string
  fetch?: typeof fetch
  /** Time limit for the whole answer, in milliseconds; default 20,000. */
  timeoutMs?: number
  /** Called after each exchange, successful or not. */
  onExchange?: (exchange: Exchange) => void
}

export interface RequestOptions {
  headers?: Record<string, string>
  query?: Record<string, string | number | boolean | undefined>
  /** Sent as JSON, unless it is a form (URLSearchParams), a Blob or bytes. */
  body?: unknown
  signal?: AbortSignal
}

export interface Answer {
  response: Response
  /** Empty if `bytes` is set. */
  text: string
  /** Body of an image. */
  bytes?: Uint8Array<ArrayBuffer>
}

export interface Transport {
  /**
   * Sends one request and reads the whole answer.
   * @throws {NetworkFailure} without an answer
   * @throws {Refused} (one of its subclasses) for any answer but 2xx
   */
  send(method: Method, path: string, options?: RequestOptions): Promise<Answer>
}

const defaultTimeoutMs = 20_000

export function createTransport(options: TransportOptions): Transport {
  const origin = options.origin.replace(/\/+$/, '')
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs
  const doFetch = options.fetch ?? fetch

  return {
    async send(method, path, request = {}) {
      const fullPath = path + queryText(request.query)
      const line = { method, path: fullPath }
      const startedAt = performance.now()
      const report = (status: number | null, requestId: string | null, error?: string) =>
        options.onExchange?.({
          method,
          path: fullPath,
          status,
          durationMs: Math.round(performance.now() - startedAt),
          requestId,
          ...(error === undefined ? {} : { error }),
        })

      let response: Response
      let text = ''
      let bytes: Uint8Array<ArrayBuffer> | undefined
      try {
        response = await doFetch(origin + fullPath, {
          method,
          headers: headersOf(request),
          body: bodyOf(request.body),
          // Following a redirect would send the token to any host that the answer names.
          redirect: 'manual',
          signal: withTimeout(request.signal, timeoutMs),
        })
        if (response.ok && response.headers.get('content-type')?.startsWith('image/'))
          bytes = new Uint8Array(await response.arrayBuffer())
        else text = await response.text()
      } catch (cause) {
        const failure = new NetworkFailure(`${method} ${fullPath}: ${reasonOf(cause)}`, line, { cause })
        report(null, null, failure.message)
        throw failure
      }
      if (!response.ok) {
        const refusal = refusalOf(line, response, text)
        report(response.status, refusal.refusal.requestId, refusal.message)
        throw refusal
      }
      report(response.status, response.headers.get('x-request-id'))
      return { response, text, ...(bytes && { bytes }) }
    },
  }
}

/**
 * Reads the JSON of a successful answer.
 * @throws {UnexpectedAnswer} if the text is not JSON, such as a proxy's page
 */
export function jsonOf<T>(method: Method, path: string, { response, text }: Answer): T {
  try {
    return JSON.parse(text) as T
  } catch {
    throw new UnexpectedAnswer(
      `${method} ${path} was answered ${response.status} without JSON`,
      { method, path },
      { status: response.status, errorType: null, body: text.slice(0, 4_000), requestId: null },
    )
  }
}

export function queryText(query: RequestOptions['query']): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  if (given.length === 0) return ''
  return `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`
}

export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? cause.cause.message || cause.message : cause.message
}

type RawBody = URLSearchParams | Blob | Uint8Array<ArrayBuffer>

const isRaw = (body: unknown): body is RawBody =>
  body instanceof URLSearchParams || body instanceof Blob || body instanceof Uint8Array

function headersOf({ headers, body }: RequestOptions): Record<string, string> {
  const json = body !== undefined && !isRaw(body)
  // Any image type will do: the hub detects the type from the bytes, but refuses a body without a type.
  const type = json ? 'application/json' : body instanceof Uint8Array ? 'image/png' : undefined
  return { accept: 'application/json', ...(type ? { 'content-type': type } : {}), ...headers }
}

function bodyOf(body: unknown): string | RawBody | undefined {
  return body === undefined || isRaw(body) ? body : JSON.stringify(body)
}

function withTimeout(signal: AbortSignal | undefined, timeoutMs: number): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs)
  return signal ? AbortSignal.any([signal, timeout]) : timeout
}
