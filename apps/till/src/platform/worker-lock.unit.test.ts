import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOfTest } from '../testing/folder.ts'
import { takeWorkerLock } from './worker-lock.ts'

test('one worker at a time: the second waits until the first is done (kezia D28)', async () => {
  const file = join(folderOfTest(), 'worker.lock')
  const never = new AbortController().signal
  const free = await takeWorkerLock(file, never)
  let isSecondWorking = false
  const second = takeWorkerLock(file, never).then((release) => {
    isSecondWorking = true
    return release
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(isSecondWorking).toBe(false)
  free?.()
  const release = await second
  expect(release).toBeTypeOf('function')
  release?.()
})

test('a worker that is stopped while it waits works no more', async () => {
  const file = join(folderOfTest(), 'worker.lock')
  const free = await takeWorkerLock(file, new AbortController().signal)
  const stop = new AbortController()
  const waiting = takeWorkerLock(file, stop.signal)
  stop.abort()
  expect(await waiting).toBeUndefined()
  free?.()
})
