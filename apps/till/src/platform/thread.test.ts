import { expect, onTestFinished, test, vi } from 'vitest'
import type { TestTask } from '../testing/task-thread.ts'
import { runThread } from './thread.ts'

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
  // It is told to end now, and takes a moment for it.
  vi.runAllTimers()
  expect(await run({ do: 'count', to: 0 })).not.toBe(ended)
})
