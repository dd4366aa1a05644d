/** Public origins of the hub, without trailing slash. Never taken from a request's `Host`. */
export interface Origins {
  /** Origin of the back office, for links in mails. */
  manager(): string
  /** Origin of the API, without `/v1`. */
  api(): string
  /** Called with the address once the server listens, which determines the port if it was not configured. */
  listening(address: string): void
}

export function createOrigins(config: {
  managerOrigin: string | undefined
  apiOrigin: string | undefined
  port: number
}): Origins {
  let own = `http://localhost:${config.port}`
  return {
    manager: () => config.managerOrigin ?? own,
    api: () => config.apiOrigin ?? own,
    listening(address) {
      own = address.replace(/\/\/(127\.0\.0\.1|\[::1\]|0\.0\.0\.0|\[::\])(?=:|$)/, '//localhost')
    },
  }
}
