/** Where the hub is reached from outside; never what a request claims in `Host`. Without trailing slash. */
export interface Origins {
  /** The back office, for links in mails. */
  manager(): string
  /** Called with the address once the server listens, which settles a port that was left open. */
  listening(address: string): void
}

export function createOrigins(config: { managerOrigin: string | undefined; port: number }): Origins {
  let own = `http://localhost:${config.port}`
  return {
    manager: () => config.managerOrigin ?? own,
    listening(address) {
      own = address.replace(/\/\/(127\.0\.0\.1|\[::1\]|0\.0\.0\.0|\[::\])(?=:|$)/, '//localhost')
    },
  }
}
