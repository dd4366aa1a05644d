import { tooManyAttempts } from '../manager/index.ts'
import { addressKey } from '../platform/http/addresses.ts'
import type { SlowLimit, Throttle } from '../platform/throttle.ts'
import { normaliseEmail } from './rules.ts'

const minuteMs = 60_000
/** Contract, general §5: ten failed logins in 15 minutes; after that, one every 90 seconds (security S24). */
const failedLogins: SlowLimit = { burst: 10, refillMs: 1.5 * minuteMs }
const signUps = { limit: 60, windowMs: 60 * minuteMs }
const resetRequests = { limit: 60, windowMs: 60 * minuteMs }

/**
 * An admitted attempt. It is counted before its outcome is known, so that concurrent attempts cannot exceed the
 * limit.
 */
export interface Attempt {
  /** The attempt succeeded: removes it from the count. */
  wasRight(): Promise<void>
}

export interface Attempts {
  /** A login from a browser in which no profile of that address signed in before. @throws {Refusal} 429 */
  login(email: string, address: string): Promise<Attempt>
  /** A login from a browser in which the user signed in before. @throws {Refusal} 429 */
  loginOfKnownBrowser(browserId: string): Promise<Attempt>
  /** The password prompt within a session. @throws {Refusal} 429 */
  passwordOfUser(userId: string): Promise<Attempt>
  /** @throws {Refusal} 429 */
  signUp(address: string): Promise<void>
  /** @throws {Refusal} 429 for the caller's network address */
  resetRequest(address: string): Promise<void>
}

export function createAttempts(throttle: Throttle): Attempts {
  const admit = async (...keys: string[]): Promise<Attempt> => {
    const taken: string[] = []
    const giveBack = async () => {
      for (const key of taken) await throttle.giveBackSlow(key, failedLogins)
    }
    for (const key of keys) {
      const seconds = await throttle.slow(key, failedLogins)
      if (seconds > 0) {
        // A refused attempt does not count against the other key.
        await giveBack()
        throw tooManyAttempts(seconds)
      }
      taken.push(key)
    }
    return { wasRight: giveBack }
  }
  return {
    login: (email, address) =>
      admit(`login user ${normaliseEmail(email)}`, `login from ${addressKey(address)}`),
    loginOfKnownBrowser: (browserId) => admit(`login browser ${browserId}`),
    passwordOfUser: (userId) => admit(`password of ${userId}`),
    async signUp(address) {
      const seconds = await throttle.take(`signup from ${addressKey(address)}`, signUps)
      if (seconds > 0) throw tooManyAttempts(seconds)
    },
    async resetRequest(address) {
      const seconds = await throttle.take(`reset from ${addressKey(address)}`, resetRequests)
      if (seconds > 0) throw tooManyAttempts(seconds)
    },
  }
}
