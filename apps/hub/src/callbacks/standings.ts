import type { Task } from './lane.ts'
import type { Outcome } from './sender.ts'

/** What a batch of attempts shows about the health of one URL. */
export interface Standing {
  accountId: string
  connectionId: string
  url: string
  answeredAtMs: number | null
  succeededAtMs: number | null
  /** Consecutive failed attempts at the end of the batch. */
  failures: number
  failingSinceMs: number | null
  /** Whether the whole batch failed, so that its failures continue an earlier series. */
  onlyFailures: boolean
  /** Of the last failure; `status` and `error` are both null if there was none. */
  status: number | null
  error: string | null
}

export const isSuccess = ({ status }: Outcome) => status !== null && status >= 200 && status < 300

/** @param attempts oldest first */
export function standingsOf(attempts: readonly { task: Task; url: string; outcome: Outcome }[]): Standing[] {
  const byConnection = new Map<string, Standing>()
  for (const { task, url, outcome } of attempts) {
    const { accountId, connectionId } = task
    const key = `${accountId} ${connectionId}`
    const known = byConnection.get(key)
    byConnection.set(key, next(known?.url === url ? known : fresh(accountId, connectionId, url), outcome))
  }
  return [...byConnection.values()]
}

const fresh = (accountId: string, connectionId: string, url: string): Standing => ({
  accountId,
  connectionId,
  url,
  answeredAtMs: null,
  succeededAtMs: null,
  failures: 0,
  failingSinceMs: null,
  onlyFailures: true,
  status: null,
  error: null,
})

function next(standing: Standing, outcome: Outcome): Standing {
  const { acknowledged, status, error, endedAtMs, startedAtMs } = outcome
  if (!acknowledged)
    return {
      ...standing,
      status,
      error,
      failures: standing.failures + 1,
      failingSinceMs: standing.failingSinceMs ?? startedAtMs,
    }
  return {
    ...standing,
    answeredAtMs: standing.answeredAtMs ?? endedAtMs,
    succeededAtMs: standing.succeededAtMs ?? (isSuccess(outcome) ? endedAtMs : null),
    failures: 0,
    failingSinceMs: null,
    onlyFailures: false,
  }
}
