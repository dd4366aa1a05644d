import { parentPort, Worker } from 'node:worker_threads'
import { ApiError, invalidField, tooManyRequests } from './errors.ts'

export interface ThreadOptions {
  /** Calls {@link serveTasks}. */
  script: URL
  /** Of the thread's own memory. */
  megabytes: number
  /** For one task. */
  milliseconds: number
  /** Tasks that may wait, of one owner and in all. */
  maxWaiting: { ofOwner: number; inAll: number }
}

/** Does one task after another in a thread of its own, so that the event loop serves others meanwhile. */
export interface Thread {
  /**
   * Owners take turns.
   * @param owner who caused it
   * @param handedOver memory of the task that is the thread's from then on
   * @throws {ApiError} 429 when too many tasks wait, 422 when it takes more time or memory than it may; what the task threw
   */
  run<Answer>(owner: string, task: unknown, handedOver?: ArrayBuffer[]): Promise<Answer>
  close(): Promise<void>
}

interface Job {
  task: unknown
  handedOver: ArrayBuffer[]
  resolve(answer: unknown): void
  reject(error: unknown): void
}
/** What an {@link ApiError} is made of: an error loses its class on its way out of a thread. */
type Refusal = ConstructorParameters<typeof ApiError>
type Message = { answer: unknown } | { refusal: Refusal } | { error: unknown }

/** Loading its modules takes as long as a large task. */
const restMs = 30_000
const retryAfterSeconds = 5

export function createThread({ script, megabytes, milliseconds, maxWaiting }: ThreadOptions): Thread {
  /** By owner, in the order in which they have their turn. */
  const waiting = new Map<string, Job[]>()
  let worker: Worker | undefined
  let current: Job | undefined
  let timer: NodeJS.Timeout | undefined

  function start(): Worker {
    const started = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: megabytes } })
    started.on('message', (message: Message) => finish((job) => settle(job, message)))
    started.on('error', (error) => lose(started, isOutOfMemory(error) ? takesTooMuch('memory') : error))
    started.on('exit', (code) => lose(started, new Error(`The thread ended with code ${code}`)))
    return started
  }

  /** It is gone, and the task that it did with it. */
  function lose(lost: Worker, reason: unknown) {
    if (worker !== lost) return
    worker = undefined
    finish((job) => job.reject(reason))
  }

  function finish(how: (job: Job) => void) {
    clearTimeout(timer)
    const job = current
    current = undefined
    if (job) how(job)
    next()
  }

  function next() {
    if (current) return
    const [turn] = waiting
    if (!turn) return rest()
    const [owner, [job, ...others]] = turn
    // Behind the others' turns.
    waiting.delete(owner)
    if (others.length > 0) waiting.set(owner, others)
    if (!job) return
    clearTimeout(timer)
    current = job
    worker ??= start()
    worker.ref()
    worker.postMessage(job.task, job.handedOver)
    timer = setTimeout(() => stop(takesTooMuch('time')), milliseconds)
  }

  function rest() {
    worker?.unref()
    timer = setTimeout(() => stop(), restMs).unref()
  }

  function stop(reason: unknown = new Error('The thread is closed')) {
    clearTimeout(timer)
    const stopped = worker
    if (!stopped) return Promise.resolve()
    lose(stopped, reason)
    return stopped.terminate()
  }

  return {
    run<Answer>(owner: string, task: unknown, handedOver: ArrayBuffer[] = []) {
      const ofOwner = waiting.get(owner) ?? []
      const inAll = waiting.values().reduce((sum, jobs) => sum + jobs.length, 0)
      if (ofOwner.length >= maxWaiting.ofOwner || inAll >= maxWaiting.inAll)
        throw tooManyRequests('Too many large bodies are waiting to be read', retryAfterSeconds)
      return new Promise<Answer>((resolve, reject) => {
        waiting.set(owner, [...ofOwner, { task, handedOver, resolve, reject } as Job])
        next()
      })
    },
    async close() {
      const left = [...waiting.values()].flat()
      waiting.clear()
      await stop()
      for (const { reject } of left) reject(new Error('The thread is closed'))
    },
  }
}

function settle(job: Job, message: Message) {
  if ('answer' in message) job.resolve(message.answer)
  else if ('refusal' in message) job.reject(new ApiError(...message.refusal))
  else job.reject(message.error)
}

const isOutOfMemory = (error: unknown) => (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY'
const takesTooMuch = (what: 'time' | 'memory') => invalidField('base', `takes too much ${what} to read`)

/**
 * In the thread: does one task after another.
 * @param handedOver memory of an answer that is the caller's from then on
 */
export function serveTasks<Task, Answer>(
  work: (task: Task) => Answer,
  handedOver: (answer: Answer) => ArrayBuffer[] = () => [],
): void {
  const port = parentPort!
  const tell = (message: Message, handed: ArrayBuffer[] = []) => port.postMessage(message, handed)
  port.on('message', (task: Task) => {
    try {
      const answer = work(task)
      tell({ answer }, handedOver(answer))
    } catch (error) {
      if (!(error instanceof ApiError)) return tell({ error })
      const { status, type, message, problems = [] } = error
      tell({ refusal: [status, type, message, problems.length > 0 ? { problems } : {}] })
    }
  })
}
