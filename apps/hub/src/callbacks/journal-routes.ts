import { JournalEvent, JournalReplay, JournalReplayed, journalStates } from '@hub/contract'
import Type from 'typebox'
import { type Api, type ApiCall, pageAnswer, type ReplayQuota, readFilters } from '../api/index.ts'
import type { Bus } from '../platform/bus.ts'
import type { Commits } from '../platform/db/index.ts'
import { invalidField } from '../platform/errors.ts'
import { isCleanText } from '../platform/json.ts'
import { parseTime, withPlus } from '../platform/time.ts'
import { journalText, type ReplayChoice, replayEvents } from './journal.ts'
import * as store from './journal-store.ts'

const filterNames = ['after_seq', 'from', 'to', 'state', 'order_id'] as const
const maxReplayedIds = 1000
const maxIdLength = 64
/** Times on the wire have whole seconds, so the end of a period includes its whole second. */
const secondMs = 1000

export interface JournalRouteParts {
  bus: Bus
  replayQuota: ReplayQuota
  commits: Commits
}

/** Contract, extensions X3. */
export function journalRoutes(api: Api, { bus, replayQuota, commits }: JournalRouteParts) {
  api.operation('journal.list', { answer: Type.Array(JournalEvent) }, async (call) => {
    const page = call.page(readFilters(call.query, filterNames))
    const filters = page.filters as Partial<Record<(typeof filterNames)[number], string>>
    const { db, caller, reply, zone } = call
    const from = filterTime(call, 'from', filters.from)
    const to = filterTime(call, 'to', filters.to)
    const flush = await commits.prepareFlush()
    const rows = await store.list(db, {
      accountId: caller.accountId,
      connectionId: caller.id,
      afterSeq: Number(page.after?.[0] ?? readSeq(filters.after_seq)),
      from,
      before: to && new Date(to.getTime() + secondMs),
      state: readState(filters.state),
      orderId: filters.order_id ?? null,
      limit: page.count + 1,
    })
    // A client that goes on after a number must not know one that a crash would give again.
    if (rows.length > 0) await flush()
    return pageAnswer(reply, page, rows, {
      text: (row) => journalText(row, zone),
      key: ({ seq }) => [seq],
      found: rows[0]?.found,
    })
  })

  api.operation('journal.replay', { answer: JournalReplayed }, async (call) => {
    const choice = readChoice(call)
    const parts = { db: call.db, bus, replayQuota }
    const { replayed, replayId } = await replayEvents(parts, call.caller, choice, call.nowMs)
    call.reply.header('x-replay-id', replayId)
    return { replayed }
  })
}

function readSeq(text: string | undefined): number {
  if (text === undefined) return 0
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw invalidField('after_seq', 'must be an integer from 0')
}

function readState(text: string | undefined): string | null {
  if (text === undefined) return null
  if (journalStates.some((state) => state === text)) return text
  throw invalidField('state', `must be one of ${journalStates.join(', ')}`)
}

/** As on order lists, a space before the offset is a `+` that was not encoded. */
function filterTime(call: ApiCall, name: string, text: string | undefined): Date | null {
  if (text === undefined) return null
  const epochMs = parseTime(withPlus(text), call.zone)
  if (epochMs === undefined) throw invalidField(name, `'${text}' is not a valid time`)
  return new Date(epochMs)
}

interface ReplayInput {
  event_ids?: unknown
  from?: string | null
  to?: string | null
  order_id?: string | null
}

/** @throws {ApiError} 422 that lists the problems */
function readChoice(call: ApiCall): ReplayChoice {
  const { event_ids = null, from = null, to = null, order_id = null } = call.read<ReplayInput>(JournalReplay)
  const report = (field: string, message: string) => call.problems.push({ field, message })
  if (event_ids !== null) {
    for (const [name, value] of Object.entries({ from, to, order_id }))
      if (value !== null) report(name, 'cannot be combined with event_ids')
    const ids = readIds(event_ids, report)
    call.check()
    return { eventIds: ids }
  }
  call.check()
  if (from === null) throw invalidField('from', "can't be blank without event_ids")
  const [fromMs, toMs] = [Date.parse(from), to === null ? null : Date.parse(to)]
  if (toMs !== null && fromMs > toMs) throw invalidField('from', 'must not be after to')
  return { fromMs, beforeMs: toMs === null ? null : toMs + secondMs, orderId: order_id }
}

function readIds(given: unknown, report: (field: string, message: string) => void): string[] {
  if (!Array.isArray(given)) {
    report('event_ids', 'must be an array')
    return []
  }
  if (given.length > maxReplayedIds) {
    report('event_ids', `must have at most ${maxReplayedIds} ids`)
    return []
  }
  for (const [index, id] of given.entries()) {
    if (typeof id !== 'string') report(`event_ids[${index}]`, 'must be a string')
    else if (id.length > maxIdLength || !isCleanText(id))
      report(`event_ids[${index}]`, 'is not an event of this connection')
  }
  return given
}
