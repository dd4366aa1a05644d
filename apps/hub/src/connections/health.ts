import type { FailureKind, HealthState } from '@hub/contract/manager'
import type { HealthRow } from './health-store.ts'

/** Contract, support U1: the one place where the health of a connection is decided. */
export interface Health {
  state: HealthState
  /** When the state began; null while healthy. */
  since: Date | null
  /** Number of pending events. */
  waiting: number
  /** Why its callback fails; null if it does not. */
  failure: Failure | null
}
export interface Failure {
  kind: FailureKind
  status: number | null
}

/** Events that wait for longer make the connection late. */
const lateAfterMs = 60_000
const failuresInARow = 3
/** One event that fails for longer makes the connection failing. */
const eventFailsForMs = 5 * 60_000

export function healthOf(row: HealthRow, nowMs: number): Health {
  const { waiting } = row
  const is = (state: HealthState, since: Date | null) => ({ state, since, waiting, failure: null })
  if (row.suspended_at) return is('suspended', row.suspended_at)
  if (row.blocked_at) return is('blocked', row.blocked_at)
  const failingSince = row.is_called ? sinceFailing(row, nowMs) : null
  if (failingSince) return { ...is('failing', failingSince), failure: failureOf(row) }
  if (isSilent(row, nowMs)) return is('silent', row.heard_at)
  if (isOlder(row.waiting_since, lateAfterMs, nowMs)) return is('late', row.waiting_since)
  const wasSeen = row.last_request_at ?? row.heard_at ?? row.answered_at
  return wasSeen ? is('healthy', null) : is('never_seen', row.created_at)
}

const isOlder = (at: Date | null, byMs: number, nowMs: number) => at !== null && nowMs - at.getTime() > byMs

function sinceFailing(row: HealthRow, nowMs: number): Date | null {
  if (row.failures >= failuresInARow) return row.failing_since
  return isOlder(row.event_failing_since, eventFailsForMs, nowMs) ? row.event_failing_since : null
}

/** A connection with an active callback need not poll, so it is never silent. */
const isSilent = ({ polls, is_called, silent_after }: HealthRow, nowMs: number) =>
  polls && !is_called && (silent_after === null || silent_after.getTime() < nowMs)

function failureOf({ last_status: status, last_error: error }: HealthRow): Failure {
  return { kind: status === null ? kindOf(error ?? '') : 'status', status }
}

const kinds: readonly [pattern: RegExp, kind: FailureKind][] = [
  [/^ECONNREFUSED$/, 'refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EHOSTDOWN)$/, 'unreachable'],
  [/^no answer within /, 'timeout'],
  [/^(ENOTFOUND|EAI_AGAIN|ENODATA)$/, 'unknown_host'],
  [/CERT|SIGNATURE|ALTNAME|^ERR_TLS|^ERR_SSL|^EPROTO$/, 'certificate'],
  [/^(ECONNRESET|EPIPE)$|closed without an answer|^socket hang up$/, 'cut'],
  [/address is not allowed|^the URL /, 'not_allowed'],
]
const kindOf = (error: string): FailureKind => kinds.find(([pattern]) => pattern.test(error))?.[1] ?? 'other'
