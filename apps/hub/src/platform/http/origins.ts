/** Where the hub is reached from outside; never what a request claims in `Host`. Without trailing slash. */
export interface Origins {
  /** The back office, for links in mails. */
  manager(): string
  /** The API, without `/v1`. */
  api(): string
  /** Called with the address once the server listens, which settles a port that was left open. */
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
