import type { TokenAnswer } from '@hub/contract'
import type { AuthorizePage } from '@hub/contract/manager'
import { App } from './app.ts'
import type { Person } from './person.ts'

export const redirectUri = 'https://shop.example/cb'

type Fields = Record<string, string>
export interface OAuthAnswer {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test names only the members that it looks at
  body: any
}

/** A client of the OAuth server: an integration before and while it gets its token. */
export class OAuthClient {
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string

  constructor(origin: string, { clientId, clientSecret }: { clientId: string; clientSecret: string }) {
    this.origin = origin
    this.clientId = clientId
    this.clientSecret = clientSecret
  }

  get basic(): string {
    return `Basic ${Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64')}`
  }

  /** The query of the authorisation page, `?` included. */
  query(parameters: Fields): string {
    return `?${new URLSearchParams({ client_id: this.clientId, redirect_uri: redirectUri, ...parameters })}`
  }

  /** The person opens the page of that request. */
  async open(person: Person, parameters: Fields): Promise<AuthorizePage> {
    const { status, body } = await person.get<AuthorizePage>(`/authorize${this.query(parameters)}`)
    if (status !== 200) throw new Error(`GET /api/authorize: ${status} ${JSON.stringify(body)}`)
    return body
  }

  /** The person opens the page, takes what is selected or that choice, and allows: the code. */
  async approve(person: Person, parameters: Fields, choice: Record<string, unknown> = {}): Promise<string> {
    const page = await this.open(person, parameters)
    const field = page.level === 'account' ? 'account_id' : 'location_id'
    const place = page.level === null ? {} : { [field]: page.selected_id }
    const { status, body } = await person.post('/authorize', {
      request: page.request,
      decision: 'allow',
      ...place,
      ...choice,
    })
    if (status !== 200) throw new Error(`POST /api/authorize: ${status} ${JSON.stringify(body)}`)
    return body.outcome === 'code' ? body.code : new URL(body.location).searchParams.get('code')!
  }

  /** A form with HTTP Basic, as the contract prefers. */
  post(
    endpoint: 'token' | 'revoke',
    fields: Fields,
    headers: Fields = { authorization: this.basic },
  ): Promise<OAuthAnswer> {
    return this.send(endpoint, { headers, body: new URLSearchParams(fields) })
  }

  async send(endpoint: string, init: RequestInit): Promise<OAuthAnswer> {
    const response = await fetch(`${this.origin}/oauth2/v1/${endpoint}`, { method: 'POST', ...init })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : undefined,
    }
  }

  /** The whole way from the page to the token. */
  async connect(
    person: Person,
    parameters: Fields,
    choice: Record<string, unknown> = {},
  ): Promise<TokenAnswer & { app: App }> {
    const code = await this.approve(person, parameters, choice)
    const { status, body, text } = await this.post('token', { code })
    if (status !== 200) throw new Error(`POST /token: ${status} ${text}`)
    return { ...body, app: new App(this.origin, body.access_token, '') }
  }
}
