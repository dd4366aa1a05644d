/** Rough cost of an entry beside its value: key, node of the map, object. */
const entryBytes = 200

/** Values by key within a number of bytes: the ones that were set longest ago make room. */
export class ByteCache<T> {
  readonly #entries = new Map<string, { value: T; bytes: number }>()
  readonly #maxBytes: number
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** Bytes held, as estimated. */
  get bytes() {
    return this.#bytes
  }

  get(key: string): T | undefined {
    return this.#entries.get(key)?.value
  }

  /** @param valueBytes what the value takes, roughly */
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
