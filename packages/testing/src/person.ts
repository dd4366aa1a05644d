import { EventStream } from './app.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test names only the members that it looks at
type Loose = any

export interface ManagerAnswer<T = Loose> {
  status: number
  body: T
  headers: Headers
}

export interface SendOptions {
  headers?: Record<string, string>
  /** Leaves the CSRF token out, or sends another one. */
  csrf?: string | null
}

/** A person before a browser, without the browser: keeps the cookies and sends the CSRF token (`/api`). */
export class Person {
  readonly origin: string
  #cookies = new Map<string, string>()
  #csrf: string | undefined
  userId = ''
  email = ''

  constructor(origin: string) {
    this.origin = origin
  }

  /** Starts with the cookie of a session. */
  withSession(token: string): this {
    this.#cookies.set('hub_session', token)
    return this
  }

  get cookies(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#cookies)
  }

  get #cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** The live stream of the back office's pages (contract, support U11). */
  live(): EventStream {
    return new EventStream(`${this.origin}/api/live`, { cookie: this.#cookieHeader })
  }

  /** A request of the browser with its cookies, to any path; redirects are not followed. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (this.#cookies.size > 0) headers.set('cookie', this.#cookieHeader)
    const response = await fetch(this.origin + path, { redirect: 'manual', ...init, headers })
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie)
    return response
  }

  #keep(cookie: string) {
    const [pair = '', ...attributes] = cookie.split('; ')
    const [name = '', value = ''] = pair.split('=')
    if (value === '' || attributes.includes('Max-Age=0')) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
    this.#csrf = undefined
  }

  /** The CSRF token of this session, read again after the cookies changed. */
  async csrf(): Promise<string> {
    if (this.#csrf === undefined) {
      const session = (await (await this.fetch('/api/session')).json()) as { csrf: string }
      this.#csrf = session.csrf
    }
    return this.#csrf
  }

  /** @param path below `/api` */
  async send<T = Loose>(
    method: string,
    path: string,
    body?: unknown,
    { headers = {}, csrf }: SendOptions = {},
  ): Promise<ManagerAnswer<T>> {
    const token = method === 'GET' || csrf === null ? undefined : (csrf ?? (await this.csrf()))
    const response = await this.fetch(`/api${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { 'x-csrf-token': token }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      body: (text === '' ? undefined : JSON.parse(text)) as T,
      headers: response.headers,
    }
  }

  get = <T = Loose>(path: string, options?: SendOptions) => this.send<T>('GET', path, undefined, options)
  post = <T = Loose>(path: string, body?: unknown, options?: SendOptions) =>
    this.send<T>('POST', path, body, options)
  patch = <T = Loose>(path: string, body?: unknown, options?: SendOptions) =>
    this.send<T>('PATCH', path, body, options)
  delete = <T = Loose>(path: string, options?: SendOptions) =>
    this.send<T>('DELETE', path, undefined, options)
}
