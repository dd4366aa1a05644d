import type { Clock } from './clock.ts'
import { type Db, statement } from './db/index.ts'

export interface ThrottleLimit {
  /** Attempts admitted in one window. */
  limit: number
  windowMs: number
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
}

const take = statement<{ attempts: number; resets_at: Date }>(
  `insert into throttle (key, attempts, resets_at) values ($1, 1, $3::timestamptz)
   on conflict (key) do update set
     attempts = case when throttle.resets_at <= $2::timestamptz then 1 else throttle.attempts + 1 end,
     resets_at = case when throttle.resets_at <= $2::timestamptz then $3::timestamptz else throttle.resets_at end
   returning attempts, resets_at`,
)
const giveBack = statement(`update throttle set attempts = attempts - 1 where key = $1 and attempts > 0`)
const forget = statement(`delete from throttle where resets_at <= $1`)
/** One attempt in so many also removes the windows that are over. */
const forgetEvery = 200

export function createThrottle({ db, clock }: { db: Db; clock: Clock }): Throttle {
  let taken = 0
  return {
    async take(key, { limit, windowMs }) {
      const nowMs = clock.now()
      if (++taken % forgetEvery === 0) await forget(db, [new Date(nowMs)])
      const [row] = await take(db, [key, new Date(nowMs), new Date(nowMs + windowMs)])
      const { attempts, resets_at } = row!
      return attempts <= limit ? 0 : Math.max(1, Math.ceil((resets_at.getTime() - nowMs) / 1000))
    },
    async giveBack(key) {
      await giveBack(db, [key])
    },
  }
}
