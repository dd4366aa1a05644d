import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LiveConnection, silentAfterMs } from './connection.ts'

/** An event source whose server the test plays. */
class FakeSource extends EventTarget {
  readonly CLOSED = 2
  readyState = 0
  close() {
    this.readyState = 2
  }
  say(event: string, data: unknown = {}) {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }))
  }
}

let sources: FakeSource[]
let told: string[]
let connection: LiveConnection
const last = () => sources.at(-1)!
beforeEach(() => {
  vi.useFakeTimers()
  sources = []
  told = []
  connection = new LiveConnection(
    {
      onReady: () => told.push('ready'),
      onHint: ({ kind }) => told.push(kind),
      onState: (isLive) => told.push(isLive ? 'live' : 'off'),
      onRefused: () => told.push('refused'),
    },
    {
      open() {
        sources.push(new FakeSource())
        return last() as unknown as EventSource
      },
      now: () => Date.now(),
      random: () => 1,
    },
  )
  connection.start()
})
afterEach(() => {
  connection.stop()
  expect(sources.filter(({ readyState }) => readyState !== 2)).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

test('what is told reaches the page, and a renewed stream is opened without a word (support U11)', () => {
  last().say('ready')
  last().say('hint', { kind: 'journal', account_id: 'a' })
  last().say('renew')
  expect(sources.map(({ readyState }) => readyState)).toEqual([2, 0])
  expect(told).toEqual(['live', 'ready', 'journal'])
  last().say('ready')
  expect(told.slice(3)).toEqual(['live', 'ready'])
})

test('a stream that is gone is opened later and later, at most every 30 s (support U11)', () => {
  const waits: number[] = []
  for (let failure = 0; failure < 8; failure++) {
    const [opened, since] = [sources.length, Date.now()]
    last().dispatchEvent(new Event('error'))
    while (sources.length === opened) vi.advanceTimersByTime(500)
    waits.push(Date.now() - since)
  }
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  last().say('ready')
  last().dispatchEvent(new Event('error'))
  vi.advanceTimersByTime(1000)
  expect(sources).toHaveLength(10)
})

test('silence ends a connection that the browser takes for alive; beats keep it (support U11)', () => {
  last().say('ready')
  for (let beats = 0; beats < 10; beats++) {
    vi.advanceTimersByTime(15_000)
    last().say('beat')
  }
  expect(sources).toHaveLength(1)
  vi.advanceTimersByTime(silentAfterMs + 6000)
  expect(told.at(-1)).toBe('off')
  expect(sources).toHaveLength(2)
})

test('an answer that is no stream makes the page ask whether it is signed in (support U11)', () => {
  last().close()
  last().dispatchEvent(new Event('error'))
  expect(told).toEqual(['off', 'refused'])
})

test('a page that is not seen holds nothing; seen or back on the net it opens one at once (support U11)', () => {
  connection.stop()
  vi.advanceTimersByTime(120_000)
  expect(sources).toHaveLength(1)
  connection.start()
  connection.start()
  expect(sources).toHaveLength(2)
  last().dispatchEvent(new Event('error'))
  connection.restart()
  vi.advanceTimersByTime(10_000)
  expect(sources).toHaveLength(3)
})
