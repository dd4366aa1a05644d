// A worker thread for the tests of `platform/thread.ts`.
import { threadId } from 'node:worker_threads'
import { serveTasks } from '../platform/thread.ts'

export type TestTask = { do: 'count'; to: number } | { do: 'fail'; why: string } | { do: 'die' }

serveTasks<TestTask, number>((task, tell) => {
  if (task.do === 'fail') throw new RangeError(task.why)
  if (task.do === 'die') process.exit(3)
  for (let count = 1; count <= task.to; count++) tell(count)
  return threadId
})
