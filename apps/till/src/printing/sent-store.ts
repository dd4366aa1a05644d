import type { Database } from '../platform/database.ts'
import type { StationState } from './documents/preparation-change.ts'

/** The last ticket of an order at a kitchen station. */
export interface SentTicket {
  /** «Nom du ticket de préparation». */
  name: string
  state: StationState
  /** The state before `jobId`; null when that was the first ticket. */
  before: StationState | null
  /** The job of the last ticket, which may still wait; null for one that is never withdrawn. */
  jobId: number | null
}

interface Row {
  name: string
  state: string
  before: string | null
  job_id: number | null
}

export const listSent = (database: Database, subject: string): SentTicket[] =>
  database
    .all<Row & Record<string, unknown>>(
      'select name, state, before, job_id from preparation_sent where subject = ? order by name',
      subject,
    )
    .map(({ name, state, before, job_id }) => ({
      name,
      state: JSON.parse(state) as StationState,
      before: before === null ? null : (JSON.parse(before) as StationState),
      jobId: job_id,
    }))

export function saveSent(
  database: Database,
  subject: string,
  { name, state, before, jobId }: SentTicket,
): void {
  database.run(
    `insert into preparation_sent (subject, name, state, before, job_id) values (?, ?, ?, ?, ?)
     on conflict (subject, name) do update set state = excluded.state, before = excluded.before, job_id = excluded.job_id`,
    subject,
    name,
    JSON.stringify(state),
    before === null ? null : JSON.stringify(before),
    jobId,
  )
}

export function removeSent(database: Database, subject: string, name: string): void {
  database.run('delete from preparation_sent where subject = ? and name = ?', subject, name)
}
