import type { CallbackEvent, CallbackEventSummary } from '@hub/contract'

// biome-ignore lint/suspicious/noExplicitAny: a test names only the members that it looks at
type Loose = any

export interface Answer<T = Loose> {
  status: number
  body: T
  text: string
  headers: Headers
}

export interface CallOptions {
  headers?: Record<string, string>
  /** Sent as it is, instead of a JSON body. */
  raw?: string | Buffer
}

/** An app that is connected to a hub: raw HTTP calls with its token, so that tests see what a client sees. */
export class App {
  readonly token: string
  readonly connectionId: string
  readonly origin: string

  constructor(origin: string, token: string, connectionId: string) {
    this.origin = origin
    this.token = token
    this.connectionId = connectionId
  }

  /** @param path below `/v1` */
  async call<T = Loose>(
    method: string,
    path: string,
    body?: unknown,
    options: CallOptions = {},
  ): Promise<Answer<T>> {
    const sent = options.raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const response = await fetch(`${this.origin}/v1${path}`, {
      method,
      headers: {
        'x-access-token': this.token,
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(sent === undefined ? {} : { body: sent as string }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      body: (isJson && text !== '' ? JSON.parse(text) : undefined) as T,
      text,
      headers: response.headers,
    }
  }

  get = <T = Loose>(path: string, options?: CallOptions) => this.call<T>('GET', path, undefined, options)
  post = <T = Loose>(path: string, body?: unknown, options?: CallOptions) =>
    this.call<T>('POST', path, body, options)
  patch = <T = Loose>(path: string, body?: unknown, options?: CallOptions) =>
    this.call<T>('PATCH', path, body, options)
  put = <T = Loose>(path: string, body?: unknown, options?: CallOptions) =>
    this.call<T>('PUT', path, body, options)
  delete = <T = Loose>(path: string, options?: CallOptions) =>
    this.call<T>('DELETE', path, undefined, options)

  /** Listens passively: `listen({ order: ['create', 'update'] })`. */
  async listen(events: Record<string, readonly string[]>): Promise<void> {
    const { status, text } = await this.post('/callback', { events })
    if (status !== 200) throw new Error(`POST /callback: ${status} ${text}`)
  }

  /** Has the hub call that URL. */
  async receive(url: string, events: Record<string, readonly string[]>): Promise<void> {
    const { status, text } = await this.post('/callback', { url, events })
    if (status !== 200) throw new Error(`POST /callback: ${status} ${text}`)
  }

  /** The pending events with their states, oldest first. */
  async events(): Promise<CallbackEvent[]> {
    const { body } = await this.get<CallbackEventSummary[]>('/callback/events')
    return Promise.all(
      body.map(async ({ id }) => (await this.get<CallbackEvent>(`/callback/events/${id}`)).body),
    )
  }

  stream(lastEventId?: string): EventStream {
    return new EventStream(
      `${this.origin}/v1/callback/events/stream`,
      { 'x-access-token': this.token },
      lastEventId,
    )
  }
}

export interface StreamMessage {
  id: string
  event: string
  data: string
}

/** A live stream read message by message (contract, extensions X1). */
export class EventStream {
  readonly #abort = new AbortController()
  readonly #messages: StreamMessage[] = []
  #wake: (() => void) | undefined
  #ended = false
  #lastEventId: string | undefined
  #isRenewed = false
  readonly #url: string
  readonly #headers: Record<string, string>
  readonly opened: Promise<Response>

  constructor(url: string, headers: Record<string, string>, lastEventId?: string) {
    this.#url = url
    this.#headers = headers
    this.#lastEventId = lastEventId
    this.opened = this.#open()
    this.#readAll().catch(() => this.#end())
  }

  #open(): Promise<Response> {
    const lastEventId = this.#lastEventId
    return fetch(this.#url, {
      headers: {
        ...this.#headers,
        accept: 'text/event-stream',
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal: this.#abort.signal,
    })
  }

  /** Comes back at once when the server renews the stream, as any SSE client does (contract, support U2). */
  async #readAll() {
    await this.#read(await this.opened)
    while (this.#isRenewed) {
      this.#isRenewed = false
      await this.#read(await this.#open())
    }
    this.#end()
  }

  async #read(response: Response) {
    const decoder = new TextDecoder()
    let buffer = ''
    for await (const chunk of response.body ?? []) {
      buffer += decoder.decode(chunk as Uint8Array, { stream: true })
      for (let end = buffer.indexOf('\n\n'); end !== -1; end = buffer.indexOf('\n\n')) {
        this.#take(buffer.slice(0, end))
        buffer = buffer.slice(end + 2)
      }
    }
  }

  #take(block: string) {
    const fields = Object.fromEntries(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    )
    if (fields.event === undefined) return
    if (fields.event === 'renew') {
      this.#isRenewed = true
      return
    }
    this.#lastEventId = fields.id ?? this.#lastEventId
    this.#messages.push({ id: fields.id ?? '', event: fields.event, data: fields.data ?? '' })
    this.#wake?.()
  }

  #end() {
    this.#ended = true
    this.#wake?.()
  }

  /** The next message, or undefined when the stream ended. */
  async next(timeoutMs = 5000): Promise<StreamMessage | undefined> {
    const deadline = AbortSignal.timeout(timeoutMs)
    while (this.#messages.length === 0 && !this.#ended) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      this.#wake = resolve
      deadline.onabort = () => reject(new Error(`no message within ${timeoutMs} ms`))
      await promise
    }
    return this.#messages.shift()
  }

  close() {
    this.#abort.abort()
  }
}
