/** What a list shows while nothing in it may move. */
export interface Held<Row> {
  rows: Row[]
  /** Rows that wait to be shown, above or between them. */
  waiting: number
}

type KeyOf<Row> = (row: Row) => string

/**
 * The rows that were shown, where they were and with what is known of them now, also those that would be gone; after
 * them what was loaded further down.
 */
export function holdRows<Row>(shown: readonly Row[], fresh: readonly Row[], keyOf: KeyOf<Row>): Held<Row> {
  const now = new Map(fresh.map((row) => [keyOf(row), row]))
  const known = new Set(shown.map(keyOf))
  const lastKnown = fresh.findLastIndex((row) => known.has(keyOf(row)))
  const older = lastKnown === -1 ? [] : fresh.slice(lastKnown + 1)
  const rows = [...shown.map((row) => now.get(keyOf(row)) ?? row), ...older]
  const unseen = fresh.filter((row) => !known.has(keyOf(row)))
  return { rows, waiting: unseen.length - older.length }
}

/** Keys of rows that came since, and not from further down. */
export function newKeys<Row>(shown: readonly Row[], fresh: readonly Row[], keyOf: KeyOf<Row>): string[] {
  const known = new Set(shown.map(keyOf))
  const lastKnown = fresh.findLastIndex((row) => known.has(keyOf(row)))
  // A list that was empty, or of which nothing is left, has nothing further down.
  const head = lastKnown === -1 ? fresh : fresh.slice(0, lastKnown)
  return head.map(keyOf).filter((key) => !known.has(key))
}
