import type { LazyBody } from './case.ts'

/** Parts with commas between, as many as fit. */
function filled(bytes: number, part: (index: number) => string, [start, end]: [string, string]): string {
  const parts: string[] = []
  let length = start.length + end.length
  for (let index = 0; ; index++) {
    const next = part(index)
    length += next.length + 1
    if (length > bytes) return start + parts.join(',') + end
    parts.push(next)
  }
}

const cut = (bytes: number, text: string) => Buffer.from(text).subarray(0, bytes)

/**
 * JSON that is refused, of the size that the route takes, each made to cost the most at another place.
 * @param largest a body that the route takes, from which some are made
 * @param isArray whether the route takes an array, not an object
 */
export function worstJson(bytes: number, largest: () => string, isArray: boolean): LazyBody[] {
  const around: [string, string] = isArray ? ['[', ']'] : ['{"items":[', ']}']
  const text = (letter: string) => `{"status":"${letter.repeat((bytes - 20) / letter.length)}"}`
  const shapes: Record<string, () => string> = {
    'brackets never closed': () => '['.repeat(bytes),
    'quotes never closed': () => `["${'\\"'.repeat(bytes / 2 - 2)}`,
    'another key each time': () => filled(bytes, (index) => `"${index.toString(36)}":1`, ['{', '}']),
    'keys that are numbers': () => filled(bytes, (index) => `"${index * 7919}":1`, ['{', '}']),
    'empty arrays': () => filled(bytes, () => '[]', around),
    'empty objects': () => filled(bytes, () => '{}', around),
    'objects with another key each': () => filled(bytes, (index) => `{"${index.toString(36)}":1}`, around),
    'small numbers': () => filled(bytes, () => '1', around),
    'a number of as many digits': () => `{"total":${'9'.repeat(bytes - 11)}}`,
    'a huge exponent': () => `{"total":${filled(bytes - 12, () => '1e999999', ['[', ']'])}}`,
    'one long text': () => text('x'),
    escapes: () => text('\\u00e9'),
    'a time among blanks': () => `{"expected_time":"2026-12-04T18:30${' '.repeat(bytes - 36)}x"}`,
    'one long key': () => `{"${'k'.repeat(bytes - 8)}":1}`,
    'the last character missing': () => largest().slice(0, -1),
    'every value another type': () => largest().replaceAll(/:"[^"]*"/g, ':[]'),
  }
  return Object.entries(shapes).map(([shape, make]) => ({ shape, make: () => cut(bytes, make()) }))
}

/** Forms (`application/x-www-form-urlencoded`). */
export function worstForms(bytes: number): LazyBody[] {
  const fields = (field: (index: number) => string) =>
    Array.from({ length: bytes / 2 }, (_, index) => field(index)).join('&')
  const shapes: Record<string, () => string> = {
    'separators only': () => '&'.repeat(bytes),
    'another field each time': () => fields((index) => `${index.toString(36)}=1`),
    'one field again and again': () => fields(() => 'code=1'),
    'escapes only': () => `code=${'%C3%A9'.repeat(bytes / 6)}`,
    'escapes that are none': () => `code=${'%'.repeat(bytes - 5)}`,
    'blanks only': () => `code=${'+'.repeat(bytes - 5)}`,
  }
  return Object.entries(shapes).map(([shape, make]) => ({ shape, make: () => cut(bytes, make()) }))
}

/** JPEG files whose frame never comes: all of it is searched. */
export function worstImages(bytes: number): LazyBody[] {
  const start = Buffer.from([0xff, 0xd8])
  const image = (segment: readonly number[]) =>
    Buffer.concat([start, Buffer.alloc(bytes - start.length, Buffer.from(segment))])
  return [
    { shape: 'empty segments', make: () => image([0xff, 0xe1, 0, 2]) },
    { shape: 'filling only', make: () => image([0xff]) },
    { shape: 'marks without content', make: () => image([0xff, 0xd0]) },
  ]
}
