import type { Clock } from './clock.ts'
import { TillError } from './errors.ts'

const triesBeforePause = 5
const pauseMs = 30_000

/**
 * Attempt limiter against guessing a secret: after every five failures, all attempts
 * are refused for 30 seconds.
 */
export class Tries {
  readonly #clock: Clock
  #failures = 0
  #pausedUntilMs = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @throws {TillError} 429 during a pause; call it before the secret is compared */
  check(): void {
    const waitMs = this.#pausedUntilMs - this.#clock.now().epochMilliseconds
    if (waitMs > 0) throw new TillError(429, `Trop d'essais : attendez ${Math.ceil(waitMs / 1000)} secondes.`)
  }

  failed(): void {
    this.#failures += 1
    if (this.#failures % triesBeforePause === 0)
      this.#pausedUntilMs = this.#clock.now().epochMilliseconds + pauseMs
  }

  succeeded(): void {
    this.#failures = 0
  }
}
