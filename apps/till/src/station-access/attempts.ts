import { addressBucket } from '../platform/addresses.ts'
import type { Clock } from '../platform/clock.ts'
import { Tries } from '../platform/tries.ts'

const maxAddresses = 1000

/** Limits wrong codes per address (IPv6: per /64): one guesser makes no other station wait (security S34). */
export class AttemptLimiter {
  readonly #clock: Clock
  /** The longest unused first. */
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
