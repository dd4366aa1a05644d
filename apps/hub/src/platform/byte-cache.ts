/** Estimated overhead of an entry besides its key and value: map node, object. */
const entryBytes = 200

/** A cache bounded by its estimated size in bytes. When full, it evicts the entries that were set longest ago. */
export class ByteCache<T> {
  readonly #entries = new Map<string, { value: T; bytes: number }>()
  readonly #maxBytes: number
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** Estimated bytes in use. */
  get bytes() {
    return this.#bytes
  }

  get(key: string): T | undefined {
    return this.#entries.get(key)?.value
  }

  /** @param valueBytes estimated size of the value */
  set(key: string, value: T, valueBytes: number): void {
    this.delete(key)
    const bytes = entryBytes + 2 * key.length + valueBytes
    this.#entries.set(key, { value, bytes })
    this.#bytes += bytes
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) return
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0
    this.#entries.delete(key)
  }
}
