import { expect, test } from 'vitest'
import { isSingular } from './index.ts'

const files = import.meta.glob<Record<string, Record<string, string>>>(
  [
    './*.ts',
    '../connector/labels/*.ts',
    '!./fr.ts',
    '!./index.ts',
    '!./*.test.ts',
    '!../connector/labels/*.test.ts',
  ],
  { eager: true },
)

test('no text is told twice: the later one would silently take the place of the other', () => {
  const keys = Object.values(files).flatMap((file) =>
    Object.values(file).flatMap((texts) => Object.keys(texts)),
  )
  expect(keys.length).toBeGreaterThan(500)
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})

test.each([
  [0, true],
  [1, true],
  [2, false],
])('%i is counted in the singular: %s', (count, expected) => expect(isSingular(count)).toBe(expected))
