import { expect, test } from 'vitest'
import { runThread, ThreadLimitReached } from './thread.ts'

const script = (work: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads'
      parentPort.on('message', (task) => {
        const tell = (message, isLast) => parentPort.postMessage({ message, isLast })
        ${work}
      })`)}`,
  )

test('a thread that is silent for too long is ended, one that goes on telling is not (security S17)', async () => {
  const limits = { megabytes: 100, milliseconds: 1500 }
  const endless = runThread(script('for (;;) {}'), null, undefined, limits)
  await expect(endless).rejects.toThrow(new ThreadLimitReached('milliseconds'))
  const steady = script(`
    let told = 0
    const timer = setInterval(() => {
      if (++told === 5) clearInterval(timer)
      tell(told, told === 5)
    }, 500)`)
  expect(await runThread(steady, null, undefined, limits)).toBe(5)
})

test('a thread that fills its memory is ended, and the till goes on (security S17)', async () => {
  const greedy = script('const kept = []; for (;;) kept.push(Array(10000).fill(kept.length))')
  const limits = { megabytes: 32, milliseconds: 60_000 }
  await expect(runThread(greedy, null, undefined, limits)).rejects.toThrow(
    new ThreadLimitReached('megabytes'),
  )
})
