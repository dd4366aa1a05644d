import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../platform/clock.ts'
import type { PairingCode } from './wire.ts'

const validMinutes = 5
/** However many addresses they come from: so many wrong codes end the one that is shown. */
const maxWrongCodes = 100

/** The code on the machine's screen: one at a time, for five minutes, for one station; in memory only (security S34). */
export class Pairing {
  readonly #clock: Clock
  #current: { code: string; expiresAt: Temporal.Instant; wrong: number } | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Makes a code; the former one opens nothing any more. */
  begin(): PairingCode {
    const expiresAt = this.#clock.now().add({ minutes: validMinutes })
    this.#current = { code: String(randomInt(100_000_000)).padStart(8, '0'), expiresAt, wrong: 0 }
    return present(this.#current)
  }

  current(): PairingCode | null {
    const current = this.#valid()
    return current ? present(current) : null
  }

  /** Whether the code is the one that is shown; it is used up then. */
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
