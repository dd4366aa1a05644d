import type { EventRow } from './store.ts'

/** An event that this process has in hand to deliver. */
export interface Task {
  accountId: string
  connectionId: string
  id: string
  seq: number
  createdAt: Date
  /** What the event is about, as its head says it: `"order_id":"m4q8zt"`. */
  object: string
  /** Attempts before the coming one. */
  attempts: number
  /** Whether no earlier event about the object can be under way elsewhere. */
  inOrder: boolean
  /** Not to be looked at before, since an earlier one is; on the clock of `performance.now()`. */
  notBeforeMs: number
  /** The event's frozen parts while they are at hand; else they are read when it is sent. */
  content: EventRow | undefined
  /** Whether the database says that this process has it. */
  claimed: boolean
  /** Whether it was taken from the database again while its outcome was being written, perhaps after that. */
  takenAgain: boolean
  /** On the clock of `performance.now()`. */
  takenMs: number
}

const objectPattern = /"(?:order_id|customer_id|catalog_id)":"[^"]*"|^"resource_type":"[^"]*"/g

/** The object whose events go out one after the other: an order with its delivery, a customer, a catalog … */
export const objectOf = (head: string): string => head.match(objectPattern)?.at(-1) ?? ''

/** Contract, callbacks §5. */
const maxParallel = 8
/** Parallel calls to a receiver that does not answer in time: it would take the places of the others. */
const maxParallelWhenSilent = 2
/** How far ahead the next event that may be sent is looked for. */
const lookAhead = 64

/** The deliveries of one connection: first attempts about one object in order, different objects in parallel. */
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

  /** First attempts are kept in the order of their numbers. */
  add(task: Task) {
    let at = this.#tasks.length
    while (at > 0 && this.#tasks[at - 1]!.seq > task.seq) at--
    this.#tasks.splice(at, 0, task)
  }

  /** Nothing more is sent until then, on the clock of `performance.now()`. */
  pause(untilMs: number) {
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, untilMs)
  }

  /**
   * The next event that may be sent, under way from now on.
   * @param onTrial whether the receiver has never answered: it gets one at a time, retries included (security S13)
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
      // A retry neither waits nor makes wait: a failing event does not hold back the following ones.
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

  /** @param silent whether the receiver let the last call run into its time limit */
  heard(silent: boolean) {
    this.#isSilent = silent
  }

  remove(task: Task) {
    const at = this.#tasks.indexOf(task)
    if (at !== -1) this.#tasks.splice(at, 1)
    return at !== -1
  }

  /** Everything that waits, which the lane then has no more. */
  empty(): Task[] {
    return this.#tasks.splice(0)
  }
}
