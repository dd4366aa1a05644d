import type { LiveHint } from '@hub/contract/manager'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRefresh, type Refresh } from './refresh.ts'

const list = ['orders', { account_id: 'a', location_id: undefined }, {}]
const hint = (id: string): LiveHint => ({
  kind: 'orders',
  account_id: 'a',
  location_id: 'a-0',
  order_ids: [id],
})

let queryClient: QueryClient
let refresh: Refresh
let readings: number
let answer: () => Promise<unknown>
let unsubscribe: () => void
beforeEach(async () => {
  vi.useFakeTimers()
  readings = 0
  answer = async () => readings
  queryClient = new QueryClient()
  refresh = createRefresh(queryClient)
  const observer = new QueryObserver(queryClient, {
    queryKey: list,
    queryFn: () => {
      readings++
      return answer()
    },
  })
  unsubscribe = observer.subscribe(() => undefined)
  await vi.advanceTimersByTimeAsync(0)
  expect(readings).toBe(1)
})
afterEach(() => {
  refresh.stop()
  unsubscribe()
  queryClient.clear()
  vi.useRealTimers()
})

test('many hints at once are one reading, and none that concerns nothing shown (support U11)', async () => {
  for (let n = 0; n < 100; n++) refresh.hint(hint(`o${n}`))
  refresh.hint({ kind: 'orders', account_id: 'b', location_id: 'b-0', order_ids: null })
  await vi.advanceTimersByTimeAsync(1000)
  expect(readings).toBe(2)
})

test('what comes while a list is read is read after it, and the reading is not begun anew (support U11)', async () => {
  answer = () => new Promise((resolve) => setTimeout(() => resolve(readings), 5000))
  for (let n = 0; n < 30; n++) {
    refresh.hint(hint(`o${n}`))
    await vi.advanceTimersByTimeAsync(500)
  }
  await vi.advanceTimersByTimeAsync(20_000)
  // 15 s of hints, and readings of 5 s.
  expect(readings).toBeGreaterThanOrEqual(4)
  expect(readings).toBeLessThanOrEqual(6)
  expect(queryClient.isFetching()).toBe(0)
})

test('after a gap what is shown is read at once; what is not shown, when it is opened (support U11)', async () => {
  queryClient.setQueryData(['journal', 'a', 'c1', {}], 'old')
  refresh.all()
  await vi.advanceTimersByTimeAsync(0)
  expect(readings).toBe(2)
  expect(queryClient.getQueryState(['journal', 'a', 'c1', {}])?.isInvalidated).toBe(true)
})

test('a change that comes while a list is read for the first time is read after it (support U11)', async () => {
  const other = ['orders', { account_id: 'c', location_id: undefined }, {}]
  let version = 'before'
  const observer = new QueryObserver(queryClient, {
    queryKey: other,
    queryFn: () => {
      const answered = version
      return new Promise((resolve) => setTimeout(() => resolve(answered), 300))
    },
  })
  const leave = observer.subscribe(() => undefined)
  version = 'after'
  refresh.all()
  await vi.advanceTimersByTimeAsync(1000)
  expect(queryClient.getQueryData(other)).toBe('after')
  leave()
})
