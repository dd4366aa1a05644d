import type { Clock } from './clock.ts'
import type { Db } from './db/index.ts'
import * as store from './throttle-store.ts'

export interface ThrottleLimit {
  /** Attempts admitted in one window. */
  limit: number
  windowMs: number
}

export interface SlowLimit {
  /** Attempts admitted at once. */
  burst: number
  /** Time after which one more attempt is admitted. */
  refillMs: number
}

/**
 * An attempt limiter. It counts in the database, so that the limits hold for all processes of the hub together. A
 * window starts with its first attempt.
 */
export interface Throttle {
  /**
   * Counts one attempt.
   * @param key what is counted, for example `login user a@b.fr`
   * @returns 0 if it is admitted, otherwise the whole seconds to wait
   */
  take(key: string, limit: ThrottleLimit): Promise<number>
  /** Removes an attempt that succeeded from the count. */
  giveBack(key: string): Promise<void>
  /**
   * Like `take`, but attempts refill one by one. After the burst the caller waits for the next attempt, never for the
   * end of a window, so the limit slows the user down and never locks them out (security S24).
   */
  slow(key: string, limit: SlowLimit): Promise<number>
  /** Removes an attempt that `slow` admitted and that succeeded from the count. */
  giveBackSlow(key: string, limit: SlowLimit): Promise<void>
}

/** Every 200th attempt of a process also deletes the windows that are over. */
const forgetEvery = 200

export function createThrottle({ db, clock }: { db: Db; clock: Clock }): Throttle {
  let taken = 0
  const forgetSometimes = async (nowMs: number) => {
    if (++taken % forgetEvery === 0) await store.forget(db, { now: new Date(nowMs) })
  }
  return {
    async take(key, { limit, windowMs }) {
      const nowMs = clock.now()
      await forgetSometimes(nowMs)
      const times = { now: new Date(nowMs), until: new Date(nowMs + windowMs) }
      const { attempts, resets_at } = await store.take(db, { key, ...times })
      return attempts <= limit ? 0 : Math.max(1, Math.ceil((resets_at.getTime() - nowMs) / 1000))
    },
    async giveBack(key) {
      await store.giveBack(db, { key })
    },
    async slow(key, { burst, refillMs }) {
      const nowMs = clock.now()
      await forgetSometimes(nowMs)
      const fullMs = nowMs + burst * refillMs
      const isTaken = await store.takeSlow(db, {
        key,
        now: new Date(nowMs),
        refillSeconds: refillMs / 1000,
        fullAt: new Date(fullMs),
      })
      if (isTaken) return 0
      const resetsAt = await store.findResetsAt(db, { key })
      const waitMs = (resetsAt?.getTime() ?? nowMs) + refillMs - fullMs
      return Math.max(1, Math.ceil(waitMs / 1000))
    },
    async giveBackSlow(key, { refillMs }) {
      await store.giveBackSlow(db, { key, refillSeconds: refillMs / 1000 })
    },
  }
}
