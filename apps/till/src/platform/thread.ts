import { Worker } from 'node:worker_threads'

/**
 * Runs a script in a thread of its own, so that nobody waits at the counter meanwhile.
 * @param hear is told each message
 * @returns the last message
 * @throws with the thread's error
 */
export function runThread<Message>(
  script: URL,
  workerData: unknown,
  hear: (message: Message) => void = () => undefined,
): Promise<Message> {
  const { promise, resolve, reject } = Promise.withResolvers<Message>()
  const worker = new Worker(script, { workerData })
  let last: { message: Message } | undefined
  worker.on('message', (message: Message) => {
    last = { message }
    hear(message)
  })
  worker.once('error', reject)
  worker.once('exit', (code) =>
    last && code === 0
      ? resolve(last.message)
      : reject(new Error(`The thread of ${script.pathname.split('/').at(-1)} ended with code ${code}`)),
  )
  return promise
}
