import { expect, test } from 'vitest'
import { type Health, healthOf } from './health.ts'
import type { HealthRow } from './health-store.ts'

const nowMs = Date.parse('2026-03-14T12:00:00Z')
const ago = (seconds: number) => new Date(nowMs - seconds * 1000)

const seen: HealthRow = {
  account_id: 'zed91',
  id: 'c1',
  location_id: 'zed91-0',
  created_at: ago(86_400),
  blocked_at: null,
  suspended_at: null,
  last_request_at: ago(3600),
  polls: false,
  heard_at: null,
  silent_after: null,
  is_called: false,
  answered_at: null,
  failures: 0,
  failing_since: null,
  last_status: null,
  last_error: null,
  waiting: 0,
  waiting_since: null,
  event_failing_since: null,
}
const polling = { polls: true, heard_at: ago(91), silent_after: ago(1) }
const called = { is_called: true, failures: 3, failing_since: ago(181), last_error: 'ECONNREFUSED' }

const cases: [what: string, facts: Partial<HealthRow>, state: Health['state'], since: Date | null][] = [
  ['an app that only posts, an hour ago', {}, 'healthy', null],
  ['one that was never heard', { last_request_at: null }, 'never_seen', ago(86_400)],
  [
    'one that the hub calls, and that answers',
    { last_request_at: null, answered_at: ago(5) },
    'healthy',
    null,
  ],
  ['one that polled in time', { ...polling, silent_after: ago(-1) }, 'healthy', null],
  ['one that polled too long ago', polling, 'silent', ago(91)],
  ['one that polled, and is called now', { ...polling, is_called: true }, 'healthy', null],
  ['events that wait for 60 s', { waiting: 2, waiting_since: ago(60) }, 'healthy', null],
  ['events that wait for 61 s', { waiting: 2, waiting_since: ago(61) }, 'late', ago(61)],
  ['two failures', { ...called, failures: 2 }, 'healthy', null],
  ['three failures', called, 'failing', ago(181)],
  ['failures of a callback that is gone', { ...called, is_called: false }, 'healthy', null],
  [
    'one event that fails for 5 minutes, beside others that arrive',
    { ...called, failures: 0, waiting: 1, waiting_since: ago(301), event_failing_since: ago(301) },
    'failing',
    ago(301),
  ],
  [
    'the same before 5 minutes',
    { ...called, failures: 0, waiting: 1, waiting_since: ago(299), event_failing_since: ago(299) },
    'late',
    ago(299),
  ],
  ['silent, and events wait', { ...polling, waiting: 1, waiting_since: ago(80) }, 'silent', ago(91)],
  ['blocked and failing', { ...called, blocked_at: ago(7) }, 'blocked', ago(7)],
  ['suspended and blocked', { blocked_at: ago(7), suspended_at: ago(9) }, 'suspended', ago(9)],
]
test.each(cases)('%s (support U1)', (_what, facts, state, since) => {
  expect(healthOf({ ...seen, ...facts }, nowMs)).toMatchObject({ state, since })
})

test.each([
  ['ECONNREFUSED', null, 'refused'],
  ['EHOSTUNREACH', null, 'unreachable'],
  ['no answer within 20 s', null, 'timeout'],
  ['ENOTFOUND', null, 'unknown_host'],
  ['CERT_HAS_EXPIRED', null, 'certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', null, 'certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', null, 'certificate'],
  ['ECONNRESET', null, 'cut'],
  ['the connection was closed without an answer', null, 'cut'],
  ['the address is not allowed', null, 'not_allowed'],
  ['HPE_INVALID_CONSTANT', null, 'other'],
  [null, 503, 'status'],
])('the cause of %s, %s is told as %s (support U1)', (last_error, last_status, kind) => {
  const { failure } = healthOf({ ...seen, ...called, last_error, last_status }, nowMs)
  expect(failure).toEqual({ kind, status: last_status })
})
