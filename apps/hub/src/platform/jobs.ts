import { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Bus } from './bus.ts'
import { afterCommit, type Database, type Db, type Trx } from './db/index.ts'

/** How one kind of job is worked off. */
export interface Queue<Data extends object> {
  name: string
  /** Tries after the first; the wait between them doubles from `retryDelaySeconds`. */
  retries: number
  retryDelaySeconds: number
  work(data: Data): Promise<void>
}

/** What has a time of its own or talks to the world: done after the commit, again until it is done. */
export interface Jobs {
  /** Makes the queue known, once at start; in a process that works, its jobs are worked off from now on. */
  add<Data extends object>(queue: Queue<Data>): Promise<void>
  /** Commits with the change; worked off at once afterwards. */
  send<Data extends object>(trx: Trx, queue: Pick<Queue<Data>, 'name'>, data: Data): Promise<void>
  close(): Promise<void>
}

/** How long a job may lie when the hint that it is there was lost. */
const pollSeconds = 30
/** A job that is done is kept no longer than this: its data is nobody's any more. */
const keepDoneSeconds = 60 * 60
const waitForWorkMs = 5000

export interface JobParts {
  database: Database
  bus: Bus
  log: Logger
  /** false in a process that only sends (`HUB_ROLE=web`). */
  works: boolean
}

/** pg-boss makes its own SQL. */
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
      // pg-boss keeps the queue in memory from here on, and asks nothing inside the transactions of `send`.
      const retrying = { retryLimit, retryDelay, retryBackoff: true }
      await boss.createQueue(name, { ...retrying, deleteAfterSeconds: keepDoneSeconds })
      if (!works) return
      const worker = await boss.work<object>(name, { pollingIntervalSeconds: pollSeconds }, async ([job]) => {
        // Whatever becomes of this one, another may be waiting: look again before the next poll.
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
