import type { ManagerEvent } from '@hub/contract/manager'

const minuteMs = 60_000
const maxAttempts = 7

/**
 * When a failed delivery is tried again: 1, 2, 4, 8, 16, 32 minutes after the end of the last attempt (contract,
 * callbacks §5). Undefined before the first one, and after the last.
 */
export function nextAttempt(attempts: ManagerEvent['event']['attempts']): string | undefined {
  const last = attempts.at(-1)
  if (!last || attempts.length >= maxAttempts) return undefined
  const endedMs = Date.parse(last.time) + last.duration_ms
  return new Date(endedMs + minuteMs * 2 ** (attempts.length - 1)).toISOString()
}
