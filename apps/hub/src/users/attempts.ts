import { tooManyAttempts } from '../manager/index.ts'
import { addressKey } from '../platform/http/addresses.ts'
import type { Throttle } from '../platform/throttle.ts'
import { normaliseEmail } from './rules.ts'

const minuteMs = 60_000
/** Contract, general §5: ten failed logins per user and per address in a quarter of an hour. */
const failedLogins = { limit: 10, windowMs: 15 * minuteMs }
const signUps = { limit: 60, windowMs: 60 * minuteMs }
const resetMails = { limit: 5, windowMs: 60 * minuteMs }
const resetRequests = { limit: 60, windowMs: 60 * minuteMs }

export interface Attempts {
  /**
   * Checks a password: each try counts until it turned out right, so that many at once are no way around.
   * @param address of the caller
   * @throws {Refusal} 429
   */
  password(email: string, address: string, check: () => Promise<boolean>): Promise<boolean>
  /** @throws {Refusal} 429 */
  signUp(address: string): Promise<void>
  /** @throws {Refusal} 429 for the caller's address; false when enough mails went to that person */
  resetMail(email: string, address: string): Promise<boolean>
}

export function createAttempts(throttle: Throttle): Attempts {
  return {
    async password(email, address, check) {
      const keys = [`login user ${normaliseEmail(email)}`, `login from ${addressKey(address)}`]
      const taken: string[] = []
      for (const key of keys) {
        const seconds = await throttle.take(key, failedLogins)
        if (seconds === 0) {
          taken.push(key)
          continue
        }
        // A refused try is no try: it does not count against the other key.
        for (const other of taken) await throttle.giveBack(other)
        throw tooManyAttempts(seconds)
      }
      const isRight = await check()
      if (isRight) for (const key of keys) await throttle.giveBack(key)
      return isRight
    },
    async signUp(address) {
      const seconds = await throttle.take(`signup from ${addressKey(address)}`, signUps)
      if (seconds > 0) throw tooManyAttempts(seconds)
    },
    async resetMail(email, address) {
      const seconds = await throttle.take(`reset from ${addressKey(address)}`, resetRequests)
      if (seconds > 0) throw tooManyAttempts(seconds)
      return (await throttle.take(`reset to ${normaliseEmail(email)}`, resetMails)) === 0
    },
  }
}
