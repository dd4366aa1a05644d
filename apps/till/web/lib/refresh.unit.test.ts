import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { refresh } from './refresh.ts'

const answerMs = 300

let queryClient: QueryClient
/** What a reading is told is what was so when it began. */
let now: string
let shown: string | undefined
let readings: number
let unsubscribe: () => void
beforeEach(() => {
  vi.useFakeTimers()
  now = 'before'
  shown = undefined
  readings = 0
  queryClient = new QueryClient()
  const observer = new QueryObserver(queryClient, {
    queryKey: ['printing', 'strips'],
    queryFn: () => {
      readings += 1
      const answer = now
      return new Promise<string>((resolve) => setTimeout(() => resolve(answer), answerMs))
    },
  })
  unsubscribe = observer.subscribe(({ data }) => {
    shown = data
  })
})
afterEach(() => {
  unsubscribe()
  queryClient.clear()
  vi.useRealTimers()
})

function push(change: string): void {
  now = change
  refresh(queryClient, ['printing'])
}

test('a push that comes while a query is read for the first time is read after it', async () => {
  await vi.advanceTimersByTimeAsync(100)
  push('after')
  await vi.advanceTimersByTimeAsync(answerMs)
  expect(shown).toBe('before')
  await vi.advanceTimersByTimeAsync(answerMs)
  expect([shown, readings]).toEqual(['after', 2])
})

test('pushes that follow each other faster than the till answers do not keep a reading from its end', async () => {
  await vi.advanceTimersByTimeAsync(answerMs)
  for (let count = 1; count <= 30; count += 1) {
    push(`change ${count}`)
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(Number(shown?.split(' ')[1])).toBeGreaterThan(20)
  await vi.advanceTimersByTimeAsync(2 * answerMs)
  expect(shown).toBe('change 30')
  expect(readings).toBeLessThan(15)
})

test('a push of another topic reads nothing', async () => {
  await vi.advanceTimersByTimeAsync(answerMs)
  refresh(queryClient, ['stock'])
  await vi.advanceTimersByTimeAsync(answerMs)
  expect(readings).toBe(1)
})
