/** Bodies that are refused, of the size that the route takes, each made to cost the most at another place. */
export interface WorstBody {
  shape: string
  body: Buffer
}

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

/**
 * @param legal a body that the route takes, from which some are made
 * @param isArray whether the route takes an array, not an object
 */
export function worstBodies(bytes: number, legal: string, isArray: boolean): WorstBody[] {
  const around: [string, string] = isArray ? ['[', ']'] : ['{"items":[', ']}']
  const text = (letter: string) => `{"status":"${letter.repeat((bytes - 20) / letter.length)}"}`
  const shapes: Record<string, string> = {
    'brackets never closed': '['.repeat(bytes),
    'quotes never closed': `["${'\\"'.repeat(bytes / 2 - 2)}`,
    'another key each time': filled(bytes, (index) => `"${index.toString(36)}":1`, ['{', '}']),
    'keys that are numbers': filled(bytes, (index) => `"${index * 7919}":1`, ['{', '}']),
    'empty arrays': filled(bytes, () => '[]', around),
    'empty objects': filled(bytes, () => '{}', around),
    'objects with another key each': filled(bytes, (index) => `{"${index.toString(36)}":1}`, around),
    'small numbers': filled(bytes, () => '1', around),
    'a number of as many digits': `{"total":${'9'.repeat(bytes - 11)}}`,
    'a huge exponent': `{"total":${filled(bytes - 12, () => '1e999999', ['[', ']'])}}`,
    'one long text': text('x'),
    escapes: text('\\u00e9'),
    'a time among blanks': `{"expected_time":"2026-12-04T18:30${' '.repeat(bytes - 36)}x"}`,
    'one long key': `{"${'k'.repeat(bytes - 8)}":1}`,
    'the last character missing': legal.slice(0, -1),
    'every value another type': legal.replaceAll(/:"[^"]*"/g, ':[]'),
  }
  return Object.entries(shapes).map(([shape, body]) => ({
    shape,
    body: Buffer.from(body).subarray(0, bytes),
  }))
}
