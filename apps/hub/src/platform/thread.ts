import { parentPort, Worker } from 'node:worker_threads'
import { ApiError, invalidField, tooManyRequests } from './errors.ts'

export interface ThreadOptions {
  /** Module that the thread runs; it calls {@link serveTasks}. */
  script: URL
  /** Heap limit of the thread. */
  megabytes: number
  /** Time limit of one task. */
  milliseconds: number
  /** Maximum number of queued tasks, per owner and in total. */
  maxWaiting: { ofOwner: number; inAll: number }
}

/** Runs tasks one after the other in a worker thread, so that the event loop stays free. */
export interface Thread {
  /**
   * Runs a task. Owners are served round-robin.
   * @param owner who caused the task
   * @param handedOver buffers of the task, transferred to the thread
   * @throws {ApiError} 429 if too many tasks are queued, 422 if the task exceeds its time or memory; or what the task
   * threw
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
/** Constructor arguments of an {@link ApiError}: an error loses its class when it leaves a thread. */
type Refusal = ConstructorParameters<typeof ApiError>
type Message = { answer: unknown } | { refusal: Refusal } | { error: unknown }

/**
 * Idle time before the thread is stopped. It is kept for a while because loading its modules takes as long as a large
 * task.
 */
const restMs = 30_000
const retryAfterSeconds = 5

export function createThread({ script, megabytes, milliseconds, maxWaiting }: ThreadOptions): Thread {
  /** Queued tasks by owner, in the order in which the owners are served. */
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

  /** Handles a thread that died: its current task fails with it. */
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
    // The owner goes to the end of the queue.
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
 * Runs in the thread: executes the tasks one after the other.
 * @param handedOver buffers of an answer, transferred to the caller
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
