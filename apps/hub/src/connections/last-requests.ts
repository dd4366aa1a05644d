import type { Logger } from 'pino'
import type { Clock } from '../platform/clock.ts'
import { type Db, statement, transaction } from '../platform/db/index.ts'

const flushEveryMs = 1000

// Locked in one order, so that two processes which write the same connections do not wait for each other.
const save = statement(`
  with seen as (
    select * from unnest($1::text[], $2::text[], $3::timestamptz[]) as s(account_id, id, at)),
  locked as (
    select c.account_id, c.id from connection c join seen s on s.account_id = c.account_id and s.id = c.id
    order by c.account_id, c.id for update of c)
  update connection c set last_request_at = greatest(c.last_request_at, s.at)
  from seen s join locked l on l.account_id = s.account_id and l.id = s.id
  where c.account_id = s.account_id and c.id = s.id`)

/** When each connection was last heard of: gathered in memory and written once a second, never per request. */
export interface LastRequests {
  note(connection: { accountId: string; id: string }): void
  /** Writes what is left and stops. */
  close(): Promise<void>
}

export function createLastRequests({ db, clock, log }: { db: Db; clock: Clock; log: Logger }): LastRequests {
  let seen = new Map<string, [accountId: string, id: string, atMs: number]>()
  let writing = Promise.resolve()

  async function write() {
    if (seen.size === 0) return
    const batch = seen
    seen = new Map()
    const rows = [...batch.values()]
    const column = <Index extends 0 | 1 | 2>(index: Index) => rows.map((row) => row[index])
    const parameters = [column(0), column(1), rows.map(([, , atMs]) => new Date(atMs))]
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

  return {
    note({ accountId, id }) {
      seen.set(id, [accountId, id, clock.now()])
    },
    close() {
      clearInterval(timer)
      return flush()
    },
  }
}
