import type { Clock } from './clock.ts'
import { type Db, statement } from './db/index.ts'

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

const take = statement<{ attempts: number; resets_at: Date }>(
  `insert into throttle (key, attempts, resets_at) values ($1, 1, $3::timestamptz)
   on conflict (key) do update set
     attempts = case when throttle.resets_at <= $2::timestamptz then 1 else throttle.attempts + 1 end,
     resets_at = case when throttle.resets_at <= $2::timestamptz then $3::timestamptz else throttle.resets_at end
   returning attempts, resets_at`,
)
const giveBack = statement(`update throttle set attempts = attempts - 1 where key = $1 and attempts > 0`)
// `resets_at` is when all attempts are back; each takes it further away, to the whole burst at most.
const slow = statement<{ key: string }>(
  `insert into throttle (key, attempts, resets_at)
   values ($1, 1, $2::timestamptz + make_interval(secs => $3::float8))
   on conflict (key) do update set
     resets_at = greatest(throttle.resets_at, $2::timestamptz) + make_interval(secs => $3::float8)
     where greatest(throttle.resets_at, $2::timestamptz) + make_interval(secs => $3::float8) <= $4::timestamptz
   returning key`,
)
const slowResetsAt = statement<{ resets_at: Date }>(`select resets_at from throttle where key = $1`)
const giveBackSlow = statement(
  `update throttle set resets_at = resets_at - make_interval(secs => $2::float8) where key = $1`,
)
const forget = statement(`delete from throttle where resets_at <= $1`)
/** One attempt in so many also removes the windows that are over. */
const forgetEvery = 200

export function createThrottle({ db, clock }: { db: Db; clock: Clock }): Throttle {
  let taken = 0
  const forgetSometimes = async (nowMs: number) => {
    if (++taken % forgetEvery === 0) await forget(db, [new Date(nowMs)])
  }
  return {
    async take(key, { limit, windowMs }) {
      const nowMs = clock.now()
      await forgetSometimes(nowMs)
      const [row] = await take(db, [key, new Date(nowMs), new Date(nowMs + windowMs)])
      const { attempts, resets_at } = row!
      return attempts <= limit ? 0 : Math.max(1, Math.ceil((resets_at.getTime() - nowMs) / 1000))
    },
    async giveBack(key) {
      await giveBack(db, [key])
    },
    async slow(key, { burst, refillMs }) {
      const nowMs = clock.now()
      await forgetSometimes(nowMs)
      const fullMs = nowMs + burst * refillMs
      const parameters = [key, new Date(nowMs), refillMs / 1000, new Date(fullMs)]
      if ((await slow(db, parameters)).length > 0) return 0
      const [row] = await slowResetsAt(db, [key])
      const waitMs = (row?.resets_at.getTime() ?? nowMs) + refillMs - fullMs
      return Math.max(1, Math.ceil(waitMs / 1000))
    },
    async giveBackSlow(key, { refillMs }) {
      await giveBackSlow(db, [key, refillMs / 1000])
    },
  }
}
