import { parentPort, Worker } from 'node:worker_threads'

/** A thread that has nothing more to do ends after this long: loading its modules takes longer than most tasks. */
const restMs = 5_000

type Answer = { message: unknown; isLast: boolean } | { error: unknown }

interface Job {
  hear(message: unknown): void
  resolve(message: unknown): void
  reject(error: unknown): void
}

/** What a thread may take; none of it by default. */
export interface ThreadLimits {
  /** Of its own memory, without the files that it was handed. */
  megabytes: number
  /** From one of its messages to the next. */
  milliseconds: number
}

/** A thread that took more than it may, and was ended. */
export class ThreadLimitReached extends Error {
  readonly limit: keyof ThreadLimits

  constructor(limit: keyof ThreadLimits) {
    super(`The thread took more than its ${limit}`)
    this.limit = limit
  }
}

/** One that rests, by its script. */
const resting = new Map<string, Thread>()

class Thread {
  readonly #worker: Worker
  readonly #script: string
  #job: Job | undefined
  #ending: NodeJS.Timeout | undefined
  readonly #limits: ThreadLimits | undefined

  constructor(script: URL, limits: ThreadLimits | undefined) {
    this.#script = script.href
    this.#limits = limits
    this.#worker = new Worker(
      script,
      limits && { resourceLimits: { maxOldGenerationSizeMb: limits.megabytes } },
    )
    this.#worker.on('message', (answer: Answer) => this.#heard(answer))
    this.#worker.on('error', (error) =>
      this.#job?.reject(isOutOfMemory(error) ? new ThreadLimitReached('megabytes') : error),
    )
    this.#worker.on('exit', (code) => {
      this.#job?.reject(new Error(`The thread of ${this.#script.split('/').at(-1)} ended with code ${code}`))
      this.#leave()
    })
  }

  run(task: unknown, job: Job): void {
    this.#leave()
    this.#job = job
    this.#worker.ref()
    this.#worker.postMessage(task)
    this.#watch()
  }

  /** Ends it when nothing is heard for longer than it may take. */
  #watch(): void {
    if (!this.#limits) return
    clearTimeout(this.#ending)
    this.#ending = setTimeout(() => {
      this.#job?.reject(new ThreadLimitReached('milliseconds'))
      void this.#worker.terminate()
    }, this.#limits.milliseconds)
  }

  #heard(answer: Answer): void {
    const job = this.#job
    if ('message' in answer && !answer.isLast) {
      this.#watch()
      job?.hear(answer.message)
      return
    }
    this.#rest()
    if ('error' in answer) job?.reject(answer.error)
    else job?.resolve(answer.message)
  }

  #rest(): void {
    this.#job = undefined
    // Whoever waits for nothing else may end meanwhile.
    this.#worker.unref()
    const isSpare = resting.has(this.#script)
    if (!isSpare) resting.set(this.#script, this)
    clearTimeout(this.#ending)
    this.#ending = setTimeout(() => this.#end(), isSpare ? 0 : restMs).unref()
  }

  /** Out of reach first: ending takes a moment, and a task given to it meanwhile would end with it. */
  #end(): void {
    this.#leave()
    void this.#worker.terminate()
  }

  #leave(): void {
    clearTimeout(this.#ending)
    if (resting.get(this.#script) === this) resting.delete(this.#script)
  }
}

const isOutOfMemory = (error: unknown) => (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY'

/**
 * Has a script do a task in a thread of its own, so that nobody waits at the counter meanwhile.
 * @param script calls {@link serveTasks}
 * @param hear is told each message but the last
 * @param limits the same at each call with that script
 * @returns the last message
 * @throws {ThreadLimitReached} or with the task's error, or the thread's
 */
export function runThread<Message>(
  script: URL,
  task: unknown,
  hear: (message: Message) => void = () => undefined,
  limits?: ThreadLimits,
): Promise<Message> {
  const thread = resting.get(script.href) ?? new Thread(script, limits)
  return new Promise<Message>((resolve, reject) => thread.run(task, { hear, resolve, reject } as Job))
}

/** In the thread: does one task after another. What `work` returns is the last message; bytes are handed over. */
export function serveTasks<Task, Message>(
  work: (task: Task, tell: (message: Message) => void) => Message | Promise<Message>,
): void {
  const port = parentPort!
  const answer = (content: Answer, bytes: ArrayBuffer[] = []) => port.postMessage(content, bytes)
  port.on('message', async (task: Task) => {
    try {
      const message = await work(task, (told) => answer({ message: told, isLast: false }))
      const bytes = message instanceof Uint8Array ? [message.buffer as ArrayBuffer] : []
      answer({ message, isLast: true }, bytes)
    } catch (error) {
      answer({ error })
    }
  })
}
