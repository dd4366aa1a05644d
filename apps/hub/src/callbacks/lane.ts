import type { EventRow } from './store.ts'

/** An event that this process tracks in order to deliver it. */
export interface Task {
  accountId: string
  connectionId: string
  id: string
  seq: number
  createdAt: Date
  /** The object that the event concerns, as a JSON member of its head: `"order_id":"m4q8zt"`. */
  object: string
  /** Attempts made before the next one. */
  attempts: number
  /** Whether no earlier event about the object can be in flight in another process. */
  inOrder: boolean
  /** Earliest start while an earlier event about the object comes first, on the clock of `performance.now()`. */
  notBeforeMs: number
  /** The event's stored parts while they are in memory; otherwise they are read when it is sent. */
  content: EventRow | undefined
  /** Whether the event is claimed for this process in the database. */
  claimed: boolean
  /** Whether the event was claimed from the database again while its outcome was being written, or just after. */
  takenAgain: boolean
  /** When it was tracked, on the clock of `performance.now()`. */
  takenMs: number
}

const objectPattern = /"(?:order_id|customer_id|catalog_id)":"[^"]*"|^"resource_type":"[^"]*"/g

/** The object whose events are sent one at a time: an order with its delivery, a customer, a catalog … */
export const objectOf = (head: string): string => head.match(objectPattern)?.at(-1) ?? ''

/** Contract, callbacks §5. */
const maxParallel = 8
/** Parallel calls to a receiver that times out. More would use up the capacity of the other receivers. */
const maxParallelWhenSilent = 2
/** How many waiting events are searched for one that may be sent. */
const lookAhead = 64

/** The queue of one connection: first attempts about one object in order, different objects in parallel. */
export class Lane {
  readonly accountId: string
  readonly connectionId: string
  readonly #tasks: Task[] = []
  readonly #busy = new Set<string>()
  #underWay = 0
  #isSilent = false
  #pausedUntilMs = 0

  constructor(accountId: string, connectionId: string) {
    this.accountId = accountId
    this.connectionId = connectionId
  }

  get waiting() {
    return this.#tasks.length
  }
  get isIdle() {
    return this.#tasks.length === 0 && this.#underWay === 0
  }

  /** Keeps the queue in the order of `seq`. */
  add(task: Task) {
    let at = this.#tasks.length
    while (at > 0 && this.#tasks[at - 1]!.seq > task.seq) at--
    this.#tasks.splice(at, 0, task)
  }

  /** Sends nothing before `untilMs`, on the clock of `performance.now()`. */
  pause(untilMs: number) {
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, untilMs)
  }

  /**
   * Removes the next event that may be sent and counts it as in flight.
   * @param onTrial whether the receiver has never answered: it gets one call at a time, retries included (security S13)
   */
  take(onTrial: boolean): Task | undefined {
    if (performance.now() < this.#pausedUntilMs) return undefined
    const most = onTrial ? 1 : this.#isSilent ? maxParallelWhenSilent : maxParallel
    if (this.#underWay >= most) return undefined
    const at = this.#first()
    if (at === -1) return undefined
    const [task] = this.#tasks.splice(at, 1)
    this.#underWay++
    if (task!.attempts === 0) this.#busy.add(task!.object)
    return task
  }

  /** Undoes {@link take}. */
  putBack(task: Task) {
    this.done(task)
    this.add(task)
  }

  #first(): number {
    const nowMs = performance.now()
    const heldBack = new Set<string>()
    for (const [at, task] of this.#tasks.entries()) {
      if (at >= lookAhead) break
      // A retry neither waits for other events nor blocks them: a failing event does not hold back the next ones.
      if (task.attempts > 0) return at
      if (task.notBeforeMs > nowMs) heldBack.add(task.object)
      else if (!this.#busy.has(task.object) && !heldBack.has(task.object)) return at
    }
    return -1
  }

  done(task: Task) {
    this.#underWay--
    if (task.attempts === 0) this.#busy.delete(task.object)
  }

  /** @param silent whether the last call timed out */
  heard(silent: boolean) {
    this.#isSilent = silent
  }

  remove(task: Task) {
    const at = this.#tasks.indexOf(task)
    if (at !== -1) this.#tasks.splice(at, 1)
    return at !== -1
  }

  /** Removes and returns all waiting tasks. */
  empty(): Task[] {
    return this.#tasks.splice(0)
  }
}
