import { parentPort, Worker } from 'node:worker_threads'

/**
 * An idle thread ends after this long. It is kept because loading its modules takes longer than most tasks.
 */
const restMs = 5_000

type Answer = { message: unknown; isLast: boolean } | { error: unknown }

interface Job {
  hear(message: unknown): void
  resolve(message: unknown): void
  reject(error: unknown): void
}

/** Limits of a thread; none by default. */
export interface ThreadLimits {
  /** Max memory of its own, without the files passed to it. */
  megabytes: number
  /** Max time from one of its messages to the next. */
  milliseconds: number
}

/** A thread exceeded a limit and was ended. */
export class ThreadLimitReached extends Error {
  readonly limit: keyof ThreadLimits

  constructor(limit: keyof ThreadLimits) {
    super(`The thread took more than its ${limit}`)
    this.limit = limit
  }
}

/** The idle thread of each script. */
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

  /** Ends the thread when it sends nothing for longer than its limit. */
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
    // An idle thread does not keep the process alive.
    this.#worker.unref()
    const isSpare = resting.has(this.#script)
    if (!isSpare) resting.set(this.#script, this)
    clearTimeout(this.#ending)
    this.#ending = setTimeout(() => this.#end(), isSpare ? 0 : restMs).unref()
  }

  /** Forgets the thread first: ending takes a moment, and a task given to it meanwhile would end with it. */
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
 * Runs a task in a thread, so that the counter does not wait for it.
 * @param script calls {@link serveTasks}
 * @param hear called with each message but the last
 * @param limits must be the same at each call with that script
 * @returns the last message
 * @throws {ThreadLimitReached} or the error of the task or of the thread
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

/**
 * In the thread: runs one task after another. The value that `work` returns is the last
 * message; bytes are transferred.
 */
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
