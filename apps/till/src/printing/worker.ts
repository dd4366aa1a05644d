import { join } from 'node:path'
import { type Alarm, createAlarm } from '../platform/alarm.ts'
import type { Platform } from '../platform/platform.ts'
import { takeWorkerLock } from '../platform/worker-lock.ts'
import { attempt } from './attempt.ts'
import type { PrinterStatus } from './escpos.ts'
import * as store from './store.ts'
import { normalTiming, type Timing } from './timing.ts'
import { PrinterTrouble } from './troubles.ts'

/** Jobs of another process that shares the database are found within this time. */
const lookAgainSeconds = 2

/** The last status of a printer. */
export interface Heard extends PrinterStatus {
  at: string
}

export interface Printing extends Platform {
  timing: Timing
  alarm: Alarm
  /** By id of the printer. */
  heard: Map<number, Heard>
  /** The attempt in flight at each printer, by its id. */
  inFlight: Map<number, { jobId: number; abort: AbortController; ended: Promise<void> }>
  /** Drawers that stayed closed, by id of their printer, with the time when they should have opened. */
  unopened: Map<number, string>
  /** Jobs that are being redirected or deleted. */
  held: Set<number>
}

/** Starts the print worker with the server. It stops with the server, even in the middle of a document. */
export function startPrinting(platform: Platform): Printing {
  const { config, http, live, clock } = platform
  const printing: Printing = {
    ...platform,
    timing: { ...normalTiming, ...config.printing },
    alarm: createAlarm(clock),
    heard: new Map(),
    inFlight: new Map(),
    unopened: new Map(),
    held: new Set(),
  }
  const stop = new AbortController()
  let running: Promise<void> = Promise.resolve()
  live.listen(['printing'], printing.alarm.ring)
  http.addHook('onListen', async () => {
    running = work(printing, stop.signal).catch((error: unknown) => http.log.error(error))
  })
  http.addHook('preClose', async () => {
    stop.abort()
    await running
  })
  return printing
}

/** Stations that share a database share the queue, and one of them prints. */
async function work(printing: Printing, signal: AbortSignal): Promise<void> {
  const free = await takeWorkerLock(join(printing.config.dataDir, 'printing.lock'), signal)
  if (!free) return
  try {
    await printForever(printing, signal)
  } finally {
    free()
  }
}

async function printForever(printing: Printing, signal: AbortSignal): Promise<void> {
  const { database, clock, inFlight, held, alarm } = printing
  while (!signal.aborted) {
    const heads = store
      .listHeads(database)
      .filter(({ id, printerId }) => !inFlight.has(printerId) && !held.has(id))
    const now = nowText(printing)
    for (const job of heads.filter(({ nextAt }) => nextAt <= now)) start(printing, job, signal)
    const later = heads.map(({ nextAt }) => nextAt).filter((nextAt) => nextAt > now)
    const soonest = later.toSorted()[0]
    const lookAgain = clock.now().add({ seconds: lookAgainSeconds })
    const next = soonest === undefined ? lookAgain : Temporal.Instant.from(soonest)
    await alarm.wait(Temporal.Instant.compare(next, lookAgain) < 0 ? next : lookAgain, signal)
  }
  await Promise.all([...inFlight.values()].map(({ ended }) => ended))
}

function start(printing: Printing, job: store.Job, signal: AbortSignal): void {
  const { database, inFlight, unopened, live } = printing
  const printer = store.findPrinter(database, job.printerId)
  if (!printer) throw new Error(`Job ${job.id} has no printer`)
  if (job.kind === 'kick' && isTooLate(printing, job)) {
    database.transaction(() => {
      store.removeJob(database, job.id)
      database.afterCommit(() => {
        unopened.set(job.printerId, job.queuedAt)
        live.push('printing')
      })
    })
    return
  }
  const abort = new AbortController()
  const ended = attempt({
    database,
    timing: printing.timing,
    signal: AbortSignal.any([signal, abort.signal]),
    printer,
    job,
    heard: (status) => note(printing, job, status),
    isTooLate: () => isTooLate(printing, job),
    opened: () => unopened.delete(job.printerId),
  })
    .then(() => note(printing, job, { trouble: null, isPaperLow: isPaperLow(printing, job) }))
    .catch((error: unknown) => {
      if (signal.aborted || abort.signal.aborted) return
      fail(printing, job, error)
    })
    .finally(() => {
      inFlight.delete(job.printerId)
      printing.live.push('printing')
    })
  inFlight.set(job.printerId, { jobId: job.id, abort, ended })
}

const isTooLate = ({ clock, timing }: Printing, { queuedAt }: store.Job) =>
  clock.now().since(Temporal.Instant.from(queuedAt)).total('milliseconds') > timing.kickMs

/** At the latest when the drawer's time limit ends, so that a closed drawer is reported at once. */
function beforeItExpires(retryAt: Temporal.Instant, { queuedAt }: store.Job, { kickMs }: Timing) {
  const expiresAt = Temporal.Instant.from(queuedAt).add({ milliseconds: kickMs + 1 })
  return Temporal.Instant.compare(retryAt, expiresAt) < 0 ? retryAt : expiresAt
}

const isPaperLow = ({ heard }: Printing, { printerId }: store.Job) =>
  heard.get(printerId)?.isPaperLow ?? false

/** Records the printer's status, and notifies the screens when it has changed. */
function note(printing: Printing, { id, printerId }: store.Job, status: PrinterStatus): void {
  const { database, heard, live } = printing
  const before = heard.get(printerId)
  heard.set(printerId, { ...status, at: nowText(printing) })
  if (before?.trouble === status.trouble && before.isPaperLow === status.isPaperLow) return
  database.transaction(() => {
    store.noteTrouble(database, id, status.trouble)
    database.afterCommit(() => live.push('printing'))
  })
}

function fail(printing: Printing, job: store.Job, error: unknown): void {
  const { database, clock, heard, timing, http } = printing
  // A bug must not send the same bytes forever without a pause, nor hide.
  if (!(error instanceof PrinterTrouble)) http.log.error(error)
  const trouble = error instanceof PrinterTrouble ? error.trouble : 'error'
  heard.set(job.printerId, { trouble, isPaperLow: isPaperLow(printing, job), at: nowText(printing) })
  const delayMs = timing.retryMs[Math.min(job.attempts, timing.retryMs.length - 1)]!
  const retryAt = clock.now().add({ milliseconds: delayMs })
  const nextAt = (job.kind === 'kick' ? beforeItExpires(retryAt, job, timing) : retryAt).toString({
    smallestUnit: 'millisecond',
  })
  database.transaction(() =>
    store.postpone(database, job.id, { attempts: job.attempts + 1, nextAt, trouble }),
  )
}

/**
 * Runs `change` while that job is not being printed. An attempt in flight is aborted first, though its
 * printer may have a part of it.
 */
export async function holdJob(printing: Printing, jobId: number, change: () => void): Promise<void> {
  const { held, inFlight, alarm } = printing
  held.add(jobId)
  try {
    const flight = [...inFlight.values()].find((one) => one.jobId === jobId)
    flight?.abort.abort(new Error('given up'))
    await flight?.ended
    change()
  } finally {
    held.delete(jobId)
    alarm.ring()
  }
}

export const nowText = ({ clock }: Pick<Platform, 'clock'>) =>
  clock.now().toString({ smallestUnit: 'millisecond' })
