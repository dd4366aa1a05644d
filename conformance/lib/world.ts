import { App, allScope, callOperator, OAuthClient, Person, redirectUri } from '@hub/testing'

/** The hub under test. */
export interface Target {
  origin: string
  operatorToken: string
}

/** A hub that the run started: its clock stands in the check's hands. */
export interface OwnHub extends Target {
  /** The hub's time, in milliseconds. */
  now(): number
  /** Moves the hub's clock forward. */
  advance(duration: Temporal.DurationLike): void
  /** A hub of its own with other settings, closed with the run. */
  another(settings: Record<string, unknown>): Promise<OwnHub>
}

export interface ConnectOptions {
  scope?: string
  /** One of the merchant's further locations. */
  locationId?: string
  catalogId?: string | null
  customerListId?: string | null
  device?: string
  /** Another connection of a client made with {@link Merchant.client}. */
  client?: Client
}

export interface Client {
  name: string
  client_id: string
  client_secret: string
}

export type World = ReturnType<typeof createWorld>
export type OwnWorld = World & { own: OwnHub }
export type Merchant = Awaited<ReturnType<World['merchant']>>

const password = 'quarante-deux assiettes'
let counter = Date.now()
/** Never used twice, also on a hub that has seen other runs. */
export const unique = (name: string) => `${name} ${(++counter).toString(36)}`

const needsOne = (scope: string, resource: string) => new RegExp(`[\\[,]${resource}\\.`).test(scope)

/** What a check builds on: merchants and applications, made through the operator's API. */
export function createWorld(target: Target & { now?: () => number }) {
  const { origin, operatorToken } = target

  // biome-ignore lint/suspicious/noExplicitAny: a check names only the members that it looks at
  async function operator(method: string, path: string, body?: unknown): Promise<any> {
    const answer = await callOperator(origin, operatorToken, method, path, body)
    if (answer.status !== 200)
      throw new Error(`operator ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  /** A person with a profile, not signed in; `password` opens it. */
  async function person() {
    const email = `${unique('person').replace(' ', '')}@conformance.example`
    await operator('POST', '/users', { email, password, name: 'Léa Petit' })
    return { email, password }
  }

  return {
    origin,
    /** The hub's time, in milliseconds, as far as it can be known. */
    now: target.now ?? Date.now,
    operator,
    person,

    /** An account with one location, its catalog and its customer list. */
    async merchant(given: { name?: string; currency?: string; country?: string; timezone?: string } = {}) {
      const owner = await person()
      const { id, location_id, catalog_id, customer_list_id } = await operator('POST', '/accounts', {
        name: given.name ?? unique('Pizzeria Roma'),
        currency: given.currency ?? 'EUR',
        country: given.country ?? 'FR',
        timezone: given.timezone ?? 'Europe/Paris',
        location_name: 'Lille',
        owner: owner.email,
      })
      const client = async (
        name = unique('Boutique'),
        redirectUris: string[] = [redirectUri],
      ): Promise<Client> => ({
        name,
        ...(await operator('POST', '/clients', { name, owner: owner.email, redirect_uri: redirectUris })),
      })
      return {
        id: id as string,
        locationId: location_id as string,
        catalogId: catalog_id as string,
        customerListId: customer_list_id as string,
        owner,
        client,
        /** A further location: its id. */
        async location(name: string, timezone = 'Europe/Paris'): Promise<string> {
          return (await operator('POST', '/locations', { account: id, name, timezone })).id
        },
        async catalog(name: string, locationId?: string): Promise<string> {
          const at = locationId === undefined ? { account: id } : { location: locationId }
          return (await operator('POST', '/catalogs', { ...at, name })).id
        },
        async customerList(name: string, locationId?: string): Promise<string> {
          const at = locationId === undefined ? { account: id } : { location: locationId }
          return (await operator('POST', '/customer-lists', { ...at, name })).id
        },
        /** A connected application, of a client of its own unless told otherwise. */
        async app(options: ConnectOptions = {}): Promise<App & { client: Client }> {
          const { scope = allScope, catalogId = catalog_id, customerListId = customer_list_id } = options
          const ownClient = options.client ?? (await client())
          const at = scope.startsWith('account')
            ? { account: id }
            : { location: options.locationId ?? location_id }
          const answer = await operator('POST', '/connections', {
            client: ownClient.client_id,
            scope,
            ...at,
            ...(catalogId === null || !needsOne(scope, 'catalog') ? {} : { catalog: catalogId }),
            ...(customerListId === null || !needsOne(scope, 'customer_list')
              ? {}
              : { customer_list: customerListId }),
            ...(options.device === undefined ? {} : { device: options.device }),
          })
          return Object.assign(new App(origin, answer.access_token, answer.connection_id ?? ''), {
            client: ownClient,
          })
        },
        oauthClient: (given: Client) =>
          new OAuthClient(origin, { clientId: given.client_id, clientSecret: given.client_secret }),
      }
    },

    /** A browser in which that person has signed in. */
    async signIn(who: { email: string; password: string }): Promise<Person> {
      const browser = new Person(origin)
      const { status, body } = await browser.post('/login', who)
      if (status !== 200) throw new Error(`sign in: ${status} ${JSON.stringify(body)}`)
      return browser
    },
  }
}
