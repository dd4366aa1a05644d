import type { Database } from '../../platform/database.ts'
import type { ImportedDataset, ImportRun } from '../wire.ts'

/** Identifies a file by its content, because its name may change. */
export interface FileKey {
  dataset: ImportedDataset
  digest: string
}

const columns = `id, dataset, file_name as fileName, state, reason, total, done, last_row as lastRow,
  creations, changes, stock_changes as stockChanges, unchanged`

export const findLast = (database: Database): ImportRun | undefined =>
  database.get<ImportRun>(`select ${columns} from import_run order by id desc limit 1`)

export const findLastOf = (database: Database, { dataset, digest }: FileKey): ImportRun | undefined =>
  database.get<ImportRun>(
    `select ${columns} from import_run where digest = ? and dataset = ? order by id desc limit 1`,
    digest,
    dataset,
  )

export const insert = (database: Database, run: Omit<ImportRun, 'id'>, digest: string, now: string): number =>
  database.run(
    `insert into import_run (dataset, file_name, digest, state, total, done, last_row, started_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    run.dataset,
    run.fileName,
    digest,
    run.state,
    run.total,
    run.done,
    run.lastRow,
    now,
  ).insertedId

export const update = (database: Database, run: ImportRun) =>
  database.run(
    `update import_run set state = ?, reason = ?, done = ?, last_row = ?, creations = ?, changes = ?,
       stock_changes = ?, unchanged = ? where id = ?`,
    run.state,
    run.reason,
    run.done,
    run.lastRow,
    run.creations,
    run.changes,
    run.stockChanges,
    run.unchanged,
    run.id,
  )
