import { expect, test } from 'vitest'
import { ByteCache } from './byte-cache.ts'

test('a cache stays within its bytes, and forgets what was set longest ago (security S15)', () => {
  const cache = new ByteCache<number>(10_000)
  for (let n = 0; n < 1000; n++) {
    cache.set(`key ${n}`, n, 500)
    expect(cache.bytes).toBeLessThanOrEqual(10_000)
  }
  expect([cache.get('key 999'), cache.get('key 0')]).toEqual([999, undefined])
})

test('a key that is set again or deleted is counted once (security S15)', () => {
  const cache = new ByteCache<number>(10_000)
  cache.set('a', 1, 100)
  const { bytes } = cache
  cache.set('a', 2, 100)
  expect([cache.get('a'), cache.bytes]).toEqual([2, bytes])
  cache.delete('a')
  cache.delete('a')
  expect([cache.get('a'), cache.bytes]).toEqual([undefined, 0])
})
