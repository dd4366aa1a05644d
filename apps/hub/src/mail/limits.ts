import type { Throttle } from '../platform/throttle.ts'

/** How many mails leave in an hour (security S18). */
export interface MailSettings {
  /** To one address, of those that anybody may cause. */
  toAddress: number
  byPerson: number
  /** Setting `MAILS_PER_HOUR`; those above it wait. */
  inAll: number
}

/**
 * Each counts one mail, and answers 0 or the seconds to wait.
 *
 * Notices of what was done to a profile are not counted: whoever got into one would use the limit up first, so that
 * its owner is never told.
 */
export interface MailLimits {
  toAddress(email: string): Promise<number>
  byPerson(userId: string): Promise<number>
  inAll(): Promise<number>
}

const windowMs = 60 * 60 * 1000

export function createMailLimits(throttle: Throttle, settings: MailSettings): MailLimits {
  const take = (key: string, limit: number) => throttle.take(key, { limit, windowMs })
  return {
    toAddress: (email) => take(`mails to ${email.trim().toLowerCase()}`, settings.toAddress),
    byPerson: (userId) => take(`mails by ${userId}`, settings.byPerson),
    inAll: () => take('mails in all', settings.inAll),
  }
}
