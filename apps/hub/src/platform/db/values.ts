import pg from 'pg'

const int8 = 20
const timestamptz = 1184

type Parse = (text: string) => unknown

const parseAnyTime = pg.types.getTypeParser(timestamptz, 'text') as Parse

/** Fast path for `2026-03-14 18:05:00.123+00`, PostgreSQL's format for times in UTC. */
function parseTime(text: string): unknown {
  const isPlain = text.endsWith('+00') && text.charCodeAt(10) === 32 && text.charCodeAt(4) === 45
  return isPlain ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : parseAnyTime(text)
}

/** The parser for values of a type. `int8` becomes a number: identifiers and counts stay far below 2^53. */
export function parserOf(oid: number, format?: string): Parse {
  if (oid === int8) return Number
  if (oid === timestamptz && format !== 'binary') return parseTime
  return pg.types.getTypeParser(oid, format as 'text') as Parse
}

const textOid = 25
const headerBytes = 20

/**
 * An array of texts in PostgreSQL's binary form, for an argument `::text[]`. In the text form, each quote is escaped
 * here and unescaped by the server. For documents that costs more than all their other processing.
 */
export function textArray(texts: readonly (string | null)[]): Buffer {
  const bytesOf = (text: string | null) => (text === null ? 0 : Buffer.byteLength(text))
  const array = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + 4 + bytesOf(text), headerBytes))
  let at = 0
  const int32 = (value: number) => {
    at = array.writeInt32BE(value, at)
  }
  const [dimensions, mayHaveNulls, firstIndex, isNull] = [1, 1, 1, -1]
  for (const value of [dimensions, mayHaveNulls, textOid, texts.length, firstIndex]) int32(value)
  for (const text of texts) {
    if (text === null) int32(isNull)
    else {
      const start = at + 4
      const length = array.write(text, start)
      int32(length)
      at = start + length
    }
  }
  return array
}
