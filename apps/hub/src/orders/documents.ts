import { ByteCache } from '../platform/byte-cache.ts'
import type { Db } from '../platform/db/index.ts'
import { findDocuments } from './list-store.ts'

/** Limit of each of the two caches. A page has as many bytes as its documents, so both caches hold the same orders. */
const maxBytes = 32 * 1024 * 1024

/**
 * Caches stored documents of orders as bytes, by order and row version. A change in any process gives the row a new
 * version, so the cache never returns stale documents.
 */
export class OrderDocuments {
  readonly #cache = new ByteCache<{ version: string; bytes: Buffer }>(maxBytes)
  /** Whole arrays, by the versions in them: clients that poll for changes request the same page repeatedly. */
  readonly #pages = new ByteCache<Buffer>(maxBytes)

  /**
   * @param versions `id version id version …`
   * @returns the documents in that order as a JSON array, with the newer document of an order that changed in the
   * meantime; undefined if an order no longer exists
   */
  async array(db: Db, accountId: string, versions: string): Promise<Buffer | undefined> {
    const key = `${accountId} ${versions}`
    const known = this.#pages.get(key)
    if (known) return known
    const found = await this.#documents(db, accountId, versions)
    if (found.includes(undefined)) return undefined
    const array = inArray(found as Buffer[])
    this.#pages.set(key, array, array.length)
    return array
  }

  /** An order that no longer exists yields undefined in its place. */
  async #documents(db: Db, accountId: string, versions: string): Promise<(Buffer | undefined)[]> {
    const words = versions.split(' ')
    const keyOf = (id: string) => `${accountId} ${id}`
    const found: (Buffer | undefined)[] = []
    const missing = new Map<string, number>()
    for (let at = 0; at < words.length; at += 2) {
      const id = words[at]!
      const known = this.#cache.get(keyOf(id))
      const current = known?.version === words[at + 1] ? known?.bytes : undefined
      if (!current) missing.set(id, found.length)
      found.push(current)
    }
    if (missing.size > 0) {
      for (const { id, version, document } of await findDocuments(db, {
        accountId,
        ids: [...missing.keys()],
      })) {
        const bytes = Buffer.from(document)
        this.#cache.set(keyOf(id), { version, bytes }, bytes.length)
        found[missing.get(id)!] = bytes
      }
    }
    return found
  }
}

function inArray(documents: readonly Buffer[]): Buffer {
  const length = documents.reduce((sum, document) => sum + document.length + 1, 1)
  const array = Buffer.allocUnsafe(length)
  let at = 0
  for (const document of documents) {
    array[at] = at === 0 ? 0x5b : 0x2c
    at += 1 + document.copy(array, at + 1)
  }
  array[at] = 0x5d
  return array
}
