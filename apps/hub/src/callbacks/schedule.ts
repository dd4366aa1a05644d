/** Contract, callbacks §5: one attempt and six retries; an event whose last one failed is given up. */
export const maxAttempts = 7
const minuteMs = 60_000

/**
 * How long to wait from the end of a failed attempt to the next one, in milliseconds: 1, 2, 4, 8, 16, 32 minutes.
 * @param failed attempts so far, from 1
 * @returns undefined when it was the last
 */
export const retryWaitMs = (failed: number): number | undefined =>
  failed >= maxAttempts ? undefined : minuteMs * 2 ** (failed - 1)

/** How long a new event is left to the process that committed it, before any process may take it. */
export const freshMs = 1500

/** A first attempt that any process may make at once. */
export const dueAtOnce = (nowMs: number) => new Date(nowMs - freshMs)
