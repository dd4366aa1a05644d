import type { Logger } from 'pino'
import type { Clock } from '../platform/clock.ts'
import { type Db, statement, transaction } from '../platform/db/index.ts'

const flushEveryMs = 1000

// Locked in one order, so that two processes which write the same connections do not wait for each other.
const save = statement(`
  with seen as (
    select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[],
      $6::boolean[]) as s(account_id, id, at, heard_at, silent_after, polls)),
  locked as (
    select c.account_id, c.id from connection c join seen s on s.account_id = c.account_id and s.id = c.id
    order by c.account_id, c.id for update of c)
  update connection c set last_request_at = greatest(c.last_request_at, s.at),
    heard_at = greatest(c.heard_at, s.heard_at),
    silent_after = greatest(c.silent_after, s.silent_after), polls = c.polls or s.polls
  from seen s join locked l on l.account_id = s.account_id and l.id = s.id
  where c.account_id = s.account_id and c.id = s.id`)

interface Named {
  accountId: string
  id: string
}

/** When each connection was last heard of: gathered in memory and written once a second, never per request. */
export interface LastRequests {
  /** @param polls whether it asked for its events or deleted one (contract, extensions X6) */
  note(connection: Named, polls: boolean): void
  /**
   * It opened its stream, or came back to it, which is no request (contract, support U2).
   * @param silentAfterMs how long it may take until its next sign of life
   */
  streams(connection: Named, silentAfterMs: number): void
  /** Its callback acknowledged an event. */
  acknowledged(connection: Named): void
  /** Writes what was noted. */
  flush(): Promise<void>
  /** Writes what is left and stops. */
  close(): Promise<void>
}

const unheard = { heardMs: null, silentAfterMs: null, polls: false }

interface Seen extends Named {
  requestMs: number | null
  heardMs: number | null
  /** Without another sign of life it is silent from then on. */
  silentAfterMs: number | null
  polls: boolean
}

/** @param parts.silentAfterMs how long one that polls may take until it does so again (contract, support U1) */
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
    const rows = [...batch.values()]
    const instant = (atMs: number | null) => (atMs === null ? null : new Date(atMs))
    const parameters = [
      rows.map(({ accountId }) => accountId),
      rows.map(({ id }) => id),
      rows.map(({ requestMs }) => instant(requestMs)),
      rows.map(({ heardMs }) => instant(heardMs)),
      rows.map(({ silentAfterMs }) => instant(silentAfterMs)),
      rows.map(({ polls }) => polls),
    ]
    try {
      await transaction(db, (trx) => save(trx, parameters))
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
