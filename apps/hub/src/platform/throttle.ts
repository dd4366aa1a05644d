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
  /** After how long one more is admitted. */
  refillMs: number
}

/** Counts attempts in the database, so that every process of the hub knows them; windows start with an attempt. */
export interface Throttle {
  /**
   * Counts one attempt.
   * @param key what is counted, `login user a@b.fr`
   * @returns 0 when it is admitted, else the whole seconds to wait
   */
  take(key: string, limit: ThrottleLimit): Promise<number>
  /** The attempt was a good one: it does not count. */
  giveBack(key: string): Promise<void>
  /**
   * Like `take`, but attempts come back one by one: past the burst one waits for the next, never for the end of a
   * window, so that the limit slows down and does not lock out (security S24).
   */
  slow(key: string, limit: SlowLimit): Promise<number>
  /** The attempt that `slow` admitted was a good one. */
  giveBackSlow(key: string, limit: SlowLimit): Promise<void>
}

/** One attempt in so many also removes the windows that are over. */
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
