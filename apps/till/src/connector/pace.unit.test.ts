import { expect, test } from 'vitest'
import { createPace } from './pace.ts'

function paced(...limits: { count: number; seconds: number }[]) {
  let now = Temporal.Instant.from('2026-03-14T12:00:00Z')
  const pace = createPace({ now: () => now }, limits)
  return { pace, jump: (seconds: number) => (now = now.add({ milliseconds: seconds * 1000 })) }
}

test('no stretch of time holds more than its share, whichever limit is the tightest (kezia D37)', () => {
  const { pace, jump } = paced({ count: 2, seconds: 1 }, { count: 3, seconds: 60 })
  expect([pace.take(), pace.take()]).toEqual([undefined, undefined])
  expect(pace.take()?.toString()).toBe('2026-03-14T12:00:01Z')
  jump(1)
  expect(pace.take()).toBeUndefined()
  expect(pace.take()?.toString()).toBe('2026-03-14T12:01:00Z')
  jump(59)
  expect(pace.take()).toBeUndefined()
})

test('the end of the program ends a wait', async () => {
  const { pace } = paced({ count: 1, seconds: 3600 })
  pace.take()
  const stop = new AbortController()
  const turn = pace.turn(stop.signal)
  stop.abort()
  await turn
  expect(pace.take()).toBeDefined()
})
