import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOfTest } from '../testing/folder.ts'
import { openTrace } from './trace.ts'

function open(folder = join(folderOfTest(), 'trace'), from = '2026-03-01T12:00:00Z') {
  let now = Temporal.Instant.from(from)
  const errors: unknown[] = []
  const trace = openTrace(
    folder,
    { now: () => now },
    () => 2,
    (error) => errors.push(error),
  )
  return { folder, trace, errors, at: (text: string) => (now = Temporal.Instant.from(text)) }
}

test('one file a day, kept as many days as told', () => {
  const { folder, trace, at } = open()
  for (const day of ['01', '02', '03', '04']) {
    at(`2026-03-${day}T12:00:00Z`)
    trace.record({ text: `day ${day}` })
  }
  expect(readdirSync(folder).toSorted()).toEqual(['2026-03-02.jsonl', '2026-03-03.jsonl', '2026-03-04.jsonl'])
})

test('the last lines are known again after a restart, newest first, a torn line left out', () => {
  const { folder, trace } = open()
  trace.record({ method: 'GET', path: '/v1/location', status: 200 })
  trace.record({ text: 'second' })
  appendFileSync(join(folder, '2026-03-01.jsonl'), '{"at":"2026-03-01T12:0')
  const again = open(folder).trace
  expect(again.recent(10).map(({ text, path }) => text ?? path)).toEqual(['second', '/v1/location'])
  expect(again.recent(1)).toHaveLength(1)
})

test('a folder that cannot be written is reported, and stops nothing', () => {
  const { trace, errors } = open('/dev/null/trace')
  trace.record({ text: 'lost' })
  expect(errors).toHaveLength(1)
  expect(trace.recent(1)).toMatchObject([{ text: 'lost' }])
})
