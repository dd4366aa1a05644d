import type { Throttle } from '../platform/throttle.ts'

/** Maximum number of mails per hour (security S18). */
export interface MailSettings {
  /** To one address, for mails that anyone can trigger. */
  toAddress: number
  byPerson: number
  /** Setting `MAILS_PER_HOUR`; mails above it are delayed. */
  inAll: number
}

/**
 * Each method counts one mail, and returns 0 or the seconds to wait.
 *
 * Notices about changes of a profile are not counted. Otherwise an intruder could first exhaust the limit, and the
 * owner would never be notified.
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
