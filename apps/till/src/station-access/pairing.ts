import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../platform/clock.ts'
import type { PairingCode } from './wire.ts'

const validMinutes = 5
/** This many wrong codes, from all addresses together, invalidate the code that is shown. */
const maxWrongCodes = 100

/**
 * The pairing code shown on the machine's screen: one at a time, valid for five minutes and one station, kept in memory
 * only (security S34).
 */
export class Pairing {
  readonly #clock: Clock
  #current: { code: string; expiresAt: Temporal.Instant; wrong: number } | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Creates a code and invalidates the previous one. */
  begin(): PairingCode {
    const expiresAt = this.#clock.now().add({ minutes: validMinutes })
    this.#current = { code: String(randomInt(100_000_000)).padStart(8, '0'), expiresAt, wrong: 0 }
    return present(this.#current)
  }

  current(): PairingCode | null {
    const current = this.#valid()
    return current ? present(current) : null
  }

  /** Whether this is the code shown, which is used up in that case. */
  redeem(given: string): boolean {
    const current = this.#valid()
    if (!current) return false
    if (isSame(given, current.code)) {
      this.#current = undefined
      return true
    }
    current.wrong += 1
    if (current.wrong >= maxWrongCodes) this.#current = undefined
    return false
  }

  #valid() {
    if (this.#current && Temporal.Instant.compare(this.#clock.now(), this.#current.expiresAt) >= 0)
      this.#current = undefined
    return this.#current
  }
}

const present = ({ code, expiresAt }: { code: string; expiresAt: Temporal.Instant }): PairingCode => ({
  code,
  expiresAt: expiresAt.toString({ smallestUnit: 'second' }),
})

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
