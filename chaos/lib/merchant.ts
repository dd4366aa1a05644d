import { outOfBandUri } from '@hub/contract'
import type { AuthorizeOutcome, AuthorizePage, CreatedAccount, Session } from '@hub/contract/manager'

/** A merchant at the back office, without a browser: signs up, makes an account, authorises apps. */
export class Merchant {
  readonly #origin: string
  readonly #cookies = new Map<string, string>()
  #csrf = ''

  constructor(origin: string) {
    this.#origin = origin
  }

  async #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        origin: this.#origin,
        ...(method === 'GET' ? {} : { 'x-csrf-token': this.#csrf, 'idempotency-key': crypto.randomUUID() }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split('=') as [string, string]
      this.#cookies.set(name, value)
    }
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (response.status === 204 ? undefined : await response.json()) as T
  }

  async signUp(email: string): Promise<CreatedAccount> {
    this.#csrf = (await this.#call<Session>('GET', '/api/session')).csrf
    const person = {
      first_name: 'Léa',
      last_name: 'Petit',
      email,
      password: 'quatre fromages',
      locale: 'fr-FR',
    }
    this.#csrf = (await this.#call<Session>('POST', '/api/signup', person)).csrf
    return this.#call<CreatedAccount>('POST', '/api/accounts', {
      name: 'Pizzeria Roma',
      location_name: 'Lille',
      country: 'FR',
      timezone: 'Europe/Paris',
      currency: 'EUR',
    })
  }

  /** @returns the authorisation code, as shown for copying */
  async authorize(clientId: string, scope: string, locationId: string, deviceId?: string): Promise<string> {
    const query = new URLSearchParams({ client_id: clientId, redirect_uri: outOfBandUri, scope })
    if (deviceId !== undefined) query.set('device_id', deviceId)
    const { request } = await this.#call<AuthorizePage>('GET', `/api/authorize?${query}`)
    const decision = { request, decision: 'allow', location_id: locationId }
    const outcome = await this.#call<AuthorizeOutcome>('POST', '/api/authorize', decision)
    if (outcome.outcome !== 'code') throw new Error(`authorised with the outcome ${outcome.outcome}`)
    return outcome.code
  }
}
