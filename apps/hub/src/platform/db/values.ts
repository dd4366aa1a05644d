import pg from 'pg'

const int8 = 20
const timestamptz = 1184

type Parse = (text: string) => unknown

const parseAnyTime = pg.types.getTypeParser(timestamptz, 'text') as Parse

/** `2026-03-14 18:05:00.123+00`, as PostgreSQL writes times when its zone is UTC, needs no general parser. */
function parseTime(text: string): unknown {
  const isPlain = text.endsWith('+00') && text.charCodeAt(10) === 32 && text.charCodeAt(4) === 45
  return isPlain ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : parseAnyTime(text)
}

/** How values of a type are read. Identifiers and counts stay far below 2^53. */
export function parserOf(oid: number, format?: string): Parse {
  if (oid === int8) return Number
  if (oid === timestamptz && format !== 'binary') return parseTime
  return pg.types.getTypeParser(oid, format as 'text') as Parse
}
