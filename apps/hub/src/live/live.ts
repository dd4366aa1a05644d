import type { Change, RecordedEvent } from '../callbacks/index.ts'
import type { Manager, StreamCall } from '../manager/index.ts'
import type { Reach } from '../permissions/index.ts'
import type { Bus } from '../platform/bus.ts'
import type { Sessions } from '../users/index.ts'
import { hintsOf, type Moved, movedText, readMoved } from './hints.ts'
import { LiveReaders, type LiveTimes } from './readers.ts'

/** Changes within this time are combined, so that a busy evening costs each page at most ten messages a second. */
const gatherMs = 100
const beatEveryMs = 15_000
const renewEveryMs = 1000
const topic = 'live'

/**
 * Notifies the pages of the back office of changes (contract, support U11), in all processes of the hub. `onlyHere` is
 * for changes that every process notices on its own.
 */
export interface Live {
  open(call: StreamCall): Promise<void>
  /** Committed changes, and the events recorded for them. */
  announce(changes: readonly Change[], events: readonly RecordedEvent[]): void
  /** An attempt was made, or an event acknowledged. */
  journalMoved(accountId: string, onlyHere?: boolean): void
  /** A connection or its health changed. */
  connectionsMoved(accountId: string, onlyHere?: boolean): void
  /** Number of open streams of this process. */
  count(): number
  close(): void
}

export interface LiveParts {
  bus: Bus
  sessions: Sessions
  reach: Reach
  live: LiveTimes
}

export function createLive({ bus, sessions, reach, live: times }: LiveParts): Live {
  const readers = new LiveReaders({ sessions, reach, times })
  /** Pending changes for the pages of this process (`here`) and for the other processes (`elsewhere`). */
  const here = new Map<string, Moved>()
  const elsewhere = new Set<string>()
  let timer: NodeJS.Timeout | undefined

  function flush() {
    timer = undefined
    bus.sendOthers(topic, [...elsewhere])
    elsewhere.clear()
    readers.tell(hintsOf(here.values()))
    here.clear()
  }
  function note(moved: Moved, onlyHere = false) {
    const text = movedText(moved)
    if (readers.count > 0) here.set(text, moved)
    if (!onlyHere) elsewhere.add(text)
    timer ??= setTimeout(flush, gatherMs)
  }

  bus.on(topic, (text) => {
    const moved = readMoved(text)
    if (moved) note(moved, true)
  })
  bus.on('person', (personId) => readers.renewPerson(personId))
  for (const concerning of ['account', 'rights'])
    bus.on(concerning, (accountId) => readers.renewAccount(accountId))
  const beats = setInterval(() => readers.beat(), beatEveryMs)
  const renewals = setInterval(
    () => readers.renewDue(performance.now()),
    Math.min(renewEveryMs, times.lifetimeMs[0] / 10),
  )
  beats.unref()
  renewals.unref()

  return {
    open: (call) => readers.open(call),
    announce(changes, events) {
      for (const { accountId, locationId, orderId } of changes)
        if (orderId !== null && locationId !== null) note({ kind: 'order', accountId, locationId, orderId })
      const [first] = changes
      if (first && events.length > 0) note({ kind: 'journal', accountId: first.accountId })
    },
    journalMoved: (accountId, onlyHere) => note({ kind: 'journal', accountId }, onlyHere),
    connectionsMoved: (accountId, onlyHere) => note({ kind: 'connections', accountId }, onlyHere),
    count: () => readers.count,
    close() {
      clearInterval(beats)
      clearInterval(renewals)
      clearTimeout(timer)
      // Pages reconnect to the process that replaces this one.
      readers.renewAll()
    },
  }
}

export function liveRoutes(manager: Manager, { live }: { live: Live }) {
  manager.stream(live.open)
}
