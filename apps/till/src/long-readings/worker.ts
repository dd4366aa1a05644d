// The thread that sums long periods.
import { parentPort, workerData } from 'node:worker_threads'
import { journalOf } from '../journals/index.ts'
import { Database } from '../platform/database.ts'
import { Settings } from '../settings/index.ts'
import { statisticsOf } from '../statistics/index.ts'
import type { LongReading } from './index.ts'

const { file, kind, period } = workerData as LongReading
const readings = { journal: journalOf, statistics: statisticsOf }
const database = new Database(file)
try {
  // One moment of what others write to meanwhile.
  database.exec('begin')
  parentPort!.postMessage(readings[kind]({ database, settings: new Settings(database) }, period))
  database.exec('commit')
} finally {
  database.close()
}
