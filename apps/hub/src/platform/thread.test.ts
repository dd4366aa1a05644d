import { expect, test } from 'vitest'
import { createThread } from './thread.ts'

/** A thread that answers each task, after doing what the task says. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', (task) => {
      if (task === 'endless') for (;;) {}
      const kept = []
      if (task === 'greedy') for (;;) kept.push(Array(10000).fill(kept.length))
      parentPort.postMessage({ answer: task })
    })`)}`,
)
const start = (milliseconds: number) =>
  createThread({ script, megabytes: 32, milliseconds, maxWaiting: { ofOwner: 2, inAll: 3 } })

test('a task that takes too much time or memory is refused, and the next one is done (security S10)', async () => {
  const thread = start(2000)
  const refusal = (what: string) => ({
    status: 422,
    problems: [{ field: 'base', message: `takes too much ${what} to read` }],
  })
  const [endless, next] = [thread.run('a', 'endless'), thread.run('a', 1)]
  await expect(endless).rejects.toMatchObject(refusal('time'))
  expect(await next).toBe(1)
  await thread.close()
  const patient = start(60_000)
  await expect(patient.run('a', 'greedy')).rejects.toMatchObject(refusal('memory'))
  expect(await patient.run('a', 2)).toBe(2)
  await patient.close()
})

test('owners take turns, and so many tasks may wait of each and in all (security S10)', async () => {
  const thread = start(60_000)
  const done: string[] = []
  const run = (owner: string, name: string) => thread.run(owner, name).then(() => done.push(name))
  const all = [run('a', 'a1'), run('a', 'a2'), run('a', 'a3'), run('b', 'b1')]
  expect(() => thread.run('a', 'a4')).toThrow(expect.objectContaining({ status: 429 }))
  expect(() => thread.run('c', 'c1')).toThrow(expect.objectContaining({ status: 429 }))
  await Promise.all(all)
  expect(done).toEqual(['a1', 'a2', 'b1', 'a3'])
  await thread.close()
})
