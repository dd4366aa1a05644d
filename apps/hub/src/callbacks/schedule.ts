/** Contract, callbacks §5: one attempt and six retries; if the last one fails, the event is given up. */
export const maxAttempts = 7
const minuteMs = 60_000

/**
 * Delay from the end of a failed attempt to the next one, in milliseconds: 1, 2, 4, 8, 16, 32 minutes.
 * @param failed attempts so far, from 1
 * @returns undefined if that attempt was the last
 */
export const retryWaitMs = (failed: number): number | undefined =>
  failed >= maxAttempts ? undefined : minuteMs * 2 ** (failed - 1)

/** How long a new event is reserved for the process that committed it. */
export const freshMs = 1500

/** A due time at which any process may make the first attempt at once. */
export const dueAtOnce = (nowMs: number) => new Date(nowMs - freshMs)
