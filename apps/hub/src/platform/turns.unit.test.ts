import { checkProperty } from '@hub/testing/property'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  filterInTurns,
  forEachInSlices,
  indexInTurns,
  jsonInTurns,
  mapInTurns,
  sortedInTurns,
} from './turns.ts'

/** Counts the turns of the event loop during the work. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let waiting = setImmediate(count)
  function count() {
    turns++
    waiting = setImmediate(count)
  }
  await work()
  clearImmediate(waiting)
  return turns
}

test('others have their turn between the parts of a long list (security S10)', async () => {
  const list = [1, 2, 3, 4, 5]
  expect(await mapInTurns(list, (entry, index) => entry * 2 + index * 100, 2)).toEqual([
    2, 104, 206, 308, 410,
  ])
  expect(await turnsDuring(() => mapInTurns(list, (entry) => entry, 2))).toBeGreaterThanOrEqual(2)
  const entries = list.map((key) => ({ key: -key }))
  const byKey = (left: { key: number }, right: { key: number }) => left.key - right.key
  expect(await turnsDuring(() => sortedInTurns(entries, byKey, 2))).toBeGreaterThanOrEqual(4)
})

test('a slice of work ends after some milliseconds, however few entries it had (extensions X1)', async () => {
  const entries = Array.from({ length: 12 }, (_, index) => index)
  const done: number[] = []
  const work = (entry: number) => {
    const endMs = performance.now() + 3
    while (performance.now() < endMs);
    done.push(entry)
  }
  expect(await turnsDuring(() => forEachInSlices(entries, work))).toBeGreaterThanOrEqual(entries.length - 2)
  expect(done).toEqual(entries)
})

test('what is done in turns comes to the same as done at once (security S10)', async () => {
  const list = Array.from({ length: 2500 }, (_, index) => ({ key: `${index % 2000}`, index }))
  expect(await filterInTurns(list, ({ index }) => index % 3 === 0)).toEqual(
    list.filter(({ index }) => index % 3 === 0),
  )
  expect([...(await indexInTurns(list, ({ key }) => key))]).toEqual([
    ...new Map(list.map((one) => [one.key, one])),
  ])
  expect(await jsonInTurns(list, (one) => one)).toBe(JSON.stringify(list))
})

test('what is sorted in turns is in the order of a plain sort, equal ones as they came (security S10)', async () => {
  const byKey = (left: { key: number }, right: { key: number }) => left.key - right.key
  const lists = fc.array(fc.record({ key: fc.integer({ min: 0, max: 9 }), name: fc.string() }), {
    maxLength: 40,
  })
  await checkProperty([lists, fc.integer({ min: 1, max: 7 })], async (list, perTurn) => {
    expect(await sortedInTurns(list, byKey, perTurn)).toEqual([...list].sort(byKey))
  })
})
