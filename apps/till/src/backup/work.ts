import { Worker } from 'node:worker_threads'

/** What the thread does, so that nobody waits at the counter meanwhile. */
export type Task =
  | { kind: 'copy'; source: string; target: string }
  /** Copies, brings the copy up to date, and checks it: file, references and chain. */
  | { kind: 'stage'; source: string; target: string; now: string }

export interface Outcome {
  /** Sentences; empty when all is well. */
  problems: string[]
  sales: number
}

/** @throws with the thread's error, such as a full disk */
export function runTask(task: Task): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task })
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', (code) => reject(new Error(`The backup's thread ended with code ${code}`)))
  return promise
}
