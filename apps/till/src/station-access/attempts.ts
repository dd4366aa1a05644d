import { addressBucket } from '../platform/addresses.ts'
import type { Clock } from '../platform/clock.ts'
import { Tries } from '../platform/tries.ts'

const maxAddresses = 1000

/** Limits wrong codes per address (IPv6: per /64), so that one guesser does not block other stations (security S34). */
export class AttemptLimiter {
  readonly #clock: Clock
  /** Least recently used first. */
  readonly #byAddress = new Map<string, Tries>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  of(address: string): Tries {
    const bucket = addressBucket(address)
    const tries = this.#byAddress.get(bucket) ?? new Tries(this.#clock)
    this.#byAddress.delete(bucket)
    this.#byAddress.set(bucket, tries)
    const [oldest] = this.#byAddress.keys()
    if (this.#byAddress.size > maxAddresses && oldest !== undefined) this.#byAddress.delete(oldest)
    return tries
  }
}
