import { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Bus } from './bus.ts'
import { afterCommit, type Database, type Db, type Trx } from './db/index.ts'

/** One kind of job, and how it is processed. */
export interface Queue<Data extends object> {
  name: string
  /** Retries after the first attempt. The delay between attempts starts at `retryDelaySeconds` and doubles. */
  retries: number
  retryDelaySeconds: number
  work(data: Data): Promise<void>
}

/** Background jobs, for work that is slow or calls external systems. They run after the commit and are retried. */
export interface Jobs {
  /** Registers a queue, once at start. If `works` is set, this process also starts to process its jobs. */
  add<Data extends object>(queue: Queue<Data>): Promise<void>
  /** Adds a job in the transaction `trx`. It runs as soon as `trx` has committed. */
  send<Data extends object>(trx: Trx, queue: Pick<Queue<Data>, 'name'>, data: Data): Promise<void>
  close(): Promise<void>
}

/** Poll interval: how long a job may wait if its notification was lost. */
const pollSeconds = 30
/** Completed jobs are deleted after this time, so that their data does not outlive its use. */
const keepDoneSeconds = 60 * 60
const waitForWorkMs = 5000

export interface JobParts {
  database: Database
  bus: Bus
  log: Logger
  /** False in a process that only sends jobs (`HUB_ROLE=web`). */
  works: boolean
}

/** pg-boss generates its own SQL. */
const executorOn = (db: Db) => ({
  executeSql: async (text: string, values?: unknown[]) => ({ rows: await db.run(text, values) }),
})

export async function startJobs({ database, bus, log, works }: JobParts): Promise<Jobs> {
  const boss = new PgBoss({
    db: executorOn(database.db),
    schedule: false,
    registerInstance: false,
    reindex: false,
    monitorVacuum: false,
    queueCacheIntervalSeconds: 600,
    monitorIntervalSeconds: 600,
  })
  boss.on('error', (error) => log.error({ err: error }, 'the job queue failed'))
  await boss.start()
  const workers = new Map<string, string>()
  bus.on('job', (name) => {
    const worker = workers.get(name)
    if (worker !== undefined) boss.notifyWorker(worker)
  })
  return {
    async add(queue) {
      const { name, retries: retryLimit, retryDelaySeconds: retryDelay } = queue
      // From here on pg-boss caches the queue, and runs no lookup inside the transactions of `send`.
      const retrying = { retryLimit, retryDelay, retryBackoff: true }
      await boss.createQueue(name, { ...retrying, deleteAfterSeconds: keepDoneSeconds })
      if (!works) return
      const worker = await boss.work<object>(name, { pollingIntervalSeconds: pollSeconds }, async ([job]) => {
        // Another job may be waiting, whether this one succeeds or fails: fetch again before the next poll.
        boss.notifyWorker(worker)
        if (job) await queue.work(job.data as never)
      })
      workers.set(name, worker)
    },
    async send(trx, { name }, data) {
      await boss.send(name, data, { db: executorOn(trx) })
      afterCommit(trx, () => bus.send('job', name))
    },
    close: () => boss.stop({ close: false, timeout: waitForWorkMs }),
  }
}
