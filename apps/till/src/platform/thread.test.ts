import { expect, onTestFinished, test, vi } from 'vitest'
import type { TestTask } from '../testing/task-thread.ts'
import { runThread, ThreadLimitReached } from './thread.ts'

const script = new URL('../testing/task-thread.ts', import.meta.url)
const run = (task: TestTask, hear?: (count: number) => void) => runThread<number>(script, task, hear)

test('tells how far it is, in order, and answers at last', async () => {
  const heard: number[] = []
  expect(await run({ do: 'count', to: 3 }, (count) => heard.push(count))).toBeGreaterThan(0)
  expect(heard).toEqual([1, 2, 3])
})

test('one thread does one task after another; two at once have one each', async () => {
  const first = await run({ do: 'count', to: 0 })
  expect(await run({ do: 'count', to: 0 })).toBe(first)
  const [left, right] = await Promise.all([run({ do: 'count', to: 0 }), run({ do: 'count', to: 0 })])
  expect(left).not.toBe(right)
})

test('the error of a task is told, and the thread goes on with the next', async () => {
  const before = await run({ do: 'count', to: 0 })
  await expect(run({ do: 'fail', why: 'row 7' })).rejects.toThrow(new RangeError('row 7'))
  expect(await run({ do: 'count', to: 0 })).toBe(before)
})

test('a thread that dies is told, and the next task has another one', async () => {
  await expect(run({ do: 'die' })).rejects.toThrow('The thread of task-thread.ts ended with code 3')
  expect(await run({ do: 'count', to: 0 })).toBeGreaterThan(0)
})

test('a task that comes as a resting thread ends has another one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const ended = await run({ do: 'count', to: 0 })
  // The thread is terminated now, which takes a moment.
  vi.runAllTimers()
  expect(await run({ do: 'count', to: 0 })).not.toBe(ended)
})

/** A thread that runs `work` with its task. */
const inline = (work: string) =>
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
  const endless = runThread(inline('for (;;) {}'), null, undefined, limits)
  await expect(endless).rejects.toThrow(new ThreadLimitReached('milliseconds'))
  const steady = inline(`
    let told = 0
    const timer = setInterval(() => {
      if (++told === 5) clearInterval(timer)
      tell(told, told === 5)
    }, 500)`)
  expect(await runThread(steady, null, undefined, limits)).toBe(5)
})

test('a thread that fills its memory is ended, and the till goes on (security S17)', async () => {
  const greedy = inline('const kept = []; for (;;) kept.push(Array(10000).fill(kept.length))')
  const limits = { megabytes: 32, milliseconds: 60_000 }
  await expect(runThread(greedy, null, undefined, limits)).rejects.toThrow(
    new ThreadLimitReached('megabytes'),
  )
})
