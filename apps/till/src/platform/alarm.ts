import type { Clock } from './clock.ts'

const longestNapMs = 500

/** Lets a loop sleep until a time of the till's clock, or until a ring. */
export interface Alarm {
  /** Ends the current wait, or the next one if there is none. */
  ring(): void
  /** `until` undefined waits for a ring only. Ends early, without an error, when `signal` aborts. */
  wait(until: Temporal.Instant | undefined, signal: AbortSignal): Promise<void>
}

export function createAlarm(clock: Clock): Alarm {
  let rung = false
  let wake = () => {}

  const nap = (ms: number | undefined, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        wake = () => {}
        resolve()
      }
      const timer = ms === undefined ? undefined : setTimeout(end, ms)
      signal.addEventListener('abort', end)
      wake = end
    })

  return {
    ring() {
      rung = true
      wake()
    },
    async wait(until, signal) {
      let before = Number.POSITIVE_INFINITY
      while (!rung && !signal.aborted) {
        const left = until?.since(clock.now()).total('milliseconds')
        // If the clock was set back, the wait would start over.
        if (left !== undefined && (left <= 0 || left > before)) break
        before = left ?? before
        // The clock may be set by hand or by the operating system, so a long sleep checks it regularly.
        await nap(left === undefined ? undefined : Math.min(left, longestNapMs), signal)
      }
      rung = false
    },
  }
}
