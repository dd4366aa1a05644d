import { expect, test } from 'vitest'

const files = import.meta.glob<Record<string, Record<string, string>>>(
  ['./*.ts', '../connector/labels/*.ts', '!./fr.ts', '!./index.ts', '!./*.test.ts'],
  { eager: true },
)

test('no text is told twice: the later one would silently take the place of the other', () => {
  const keys = Object.values(files).flatMap((file) =>
    Object.values(file).flatMap((texts) => Object.keys(texts)),
  )
  expect(keys.length).toBeGreaterThan(500)
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})
