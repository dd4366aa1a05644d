import type { Logger } from 'pino'
import type { Clock } from '../platform/clock.ts'
import { type Db, transaction } from '../platform/db/index.ts'
import { save } from './last-requests-store.ts'

const flushEveryMs = 1000

interface Named {
  accountId: string
  id: string
}

/** Records each connection's last sign of life: gathered in memory and written once a second, never per request. */
export interface LastRequests {
  /** @param polls whether the request polled for events or deleted one (contract, extensions X6) */
  note(connection: Named, polls: boolean): void
  /**
   * The connection opened its stream or reconnected to it, which is not counted as a request (contract, support U2).
   * @param silentAfterMs maximum time until its next sign of life
   */
  streams(connection: Named, silentAfterMs: number): void
  /** The connection's callback acknowledged an event. */
  acknowledged(connection: Named): void
  /** Writes what was recorded. */
  flush(): Promise<void>
  /** Writes what is left and stops. */
  close(): Promise<void>
}

const unheard = { heardMs: null, silentAfterMs: null, polls: false }

interface Seen extends Named {
  requestMs: number | null
  heardMs: number | null
  /** When the connection becomes silent without another sign of life. */
  silentAfterMs: number | null
  polls: boolean
}

/** @param parts.silentAfterMs maximum time between two polls of a connection (contract, support U1) */
export function createLastRequests(parts: {
  db: Db
  clock: Clock
  log: Logger
  silentAfterMs: number
}): LastRequests {
  const { db, clock, log } = parts
  let seen = new Map<string, Seen>()
  let writing = Promise.resolve()

  async function write() {
    if (seen.size === 0) return
    const batch = seen
    seen = new Map()
    const instant = (atMs: number | null) => (atMs === null ? null : new Date(atMs))
    const entries = [...batch.values()].map(
      ({ accountId, id, requestMs, heardMs, silentAfterMs, polls }) => ({
        accountId,
        id,
        requestAt: instant(requestMs),
        heardAt: instant(heardMs),
        silentAfter: instant(silentAfterMs),
        polls,
      }),
    )
    try {
      await transaction(db, (trx) => save(trx, { seen: entries }))
    } catch (error) {
      log.warn({ err: error }, 'cannot write when connections were last heard of, trying again')
      seen = new Map([...batch, ...seen])
    }
  }
  const flush = () => {
    writing = writing.then(write)
    return writing
  }
  const timer = setInterval(flush, flushEveryMs)
  timer.unref()

  function seenOf({ accountId, id }: Named): Seen {
    const known = seen.get(id) ?? { accountId, id, requestMs: null, ...unheard }
    seen.set(id, known)
    return known
  }

  function hear(entry: Seen, silentAfterMs: number) {
    entry.heardMs = clock.now()
    entry.silentAfterMs = Math.max(entry.silentAfterMs ?? 0, entry.heardMs + silentAfterMs)
  }

  return {
    note(connection, polls) {
      const entry = seenOf(connection)
      entry.requestMs = clock.now()
      if (!polls) return
      hear(entry, parts.silentAfterMs)
      entry.polls = true
    },
    streams(connection, silentAfterMs) {
      const entry = seenOf(connection)
      hear(entry, silentAfterMs)
      entry.polls = true
    },
    acknowledged(connection) {
      hear(seenOf(connection), parts.silentAfterMs)
    },
    flush,
    close() {
      clearInterval(timer)
      return flush()
    },
  }
}
