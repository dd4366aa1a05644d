const mostRecent = 1_000

/** A set of the last 1,000 ids added, such as those of handled events. */
export class RecentIds {
  readonly #ids = new Set<string>()

  has = (id: string) => this.#ids.has(id)

  add(id: string): void {
    this.#ids.add(id)
    if (this.#ids.size <= mostRecent) return
    const [oldest] = this.#ids
    this.#ids.delete(oldest!)
  }
}
