/** Others are served before it resolves. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Does something for each entry, a number of them in each turn of the event loop: others are served between. The first
 * ones are done before this returns.
 * @param perTurn 200 writes to sockets take some milliseconds
 */
export async function inTurns<T>(
  entries: readonly T[],
  each: (entry: T) => void | Promise<void>,
  perTurn = 200,
): Promise<void> {
  for (let start = 0; start < entries.length; start += perTurn) {
    if (start > 0) await nextTurn()
    const waiting = entries.slice(start, start + perTurn).map(each)
    if (waiting.some((done) => done !== undefined)) await Promise.all(waiting)
  }
}

/** The same for entries that come to something: many are worked out in as many turns as it takes. */
export async function mapInTurns<T, R>(
  entries: readonly T[],
  map: (entry: T, index: number) => R,
  perTurn = 1000,
): Promise<R[]> {
  const mapped: R[] = []
  await inTurns(
    entries,
    (entry) => {
      mapped.push(map(entry, mapped.length))
    },
    perTurn,
  )
  return mapped
}

/** Those entries to which it applies, looked at in turns. */
export async function filterInTurns<T>(
  entries: readonly T[],
  applies: (entry: T) => boolean,
  perTurn?: number,
): Promise<T[]> {
  const kept: T[] = []
  await mapInTurns(
    entries,
    (entry) => {
      if (applies(entry)) kept.push(entry)
    },
    perTurn,
  )
  return kept
}

/** The entries by a key of theirs, of several with one key the last, gathered in turns. */
export async function indexInTurns<T>(
  entries: readonly T[],
  keyOf: (entry: T) => string,
): Promise<Map<string, T>> {
  const index = new Map<string, T>()
  await mapInTurns(entries, (entry) => index.set(keyOf(entry), entry))
  return index
}

/** A JSON array of what the entries are shown as, written in turns. */
export const jsonInTurns = async <T>(
  entries: readonly T[],
  present: (entry: T) => object | string | null,
): Promise<string> => `[${(await mapInTurns(entries, (entry) => JSON.stringify(present(entry)))).join(',')}]`

/** The entries in order, equal ones as they came, sorted in turns. */
export async function sortedInTurns<T extends object>(
  entries: readonly T[],
  compare: (left: T, right: T) => number,
  perTurn = 1000,
): Promise<T[]> {
  let runs: T[][] = []
  for (let start = 0; start < entries.length; start += perTurn) {
    if (start > 0) await nextTurn()
    runs.push(entries.slice(start, start + perTurn).sort(compare))
  }
  while (runs.length > 1) {
    const merged: T[][] = []
    for (let first = 0; first < runs.length; first += 2)
      merged.push(await mergeInTurns(runs[first] ?? [], runs[first + 1] ?? [], compare, perTurn))
    runs = merged
  }
  return runs[0] ?? []
}

async function mergeInTurns<T extends object>(
  left: readonly T[],
  right: readonly T[],
  compare: (left: T, right: T) => number,
  perTurn: number,
): Promise<T[]> {
  const merged: T[] = []
  let next = 0
  for (const entry of left) {
    for (let other = right[next]; other !== undefined && compare(other, entry) < 0; other = right[next]) {
      merged.push(other)
      next++
      if (merged.length % perTurn === 0) await nextTurn()
    }
    merged.push(entry)
    if (merged.length % perTurn === 0) await nextTurn()
  }
  return merged.concat(right.slice(next))
}

/** What one slice of work holds the event loop for, about. */
const sliceMs = 2

/**
 * Calls `each` for every entry, for some milliseconds in each turn of the event loop: how long one call takes depends on
 * the machine and on the socket that it writes to. The first slice is done before this returns.
 */
export async function forEachInSlices<T>(entries: readonly T[], each: (entry: T) => void): Promise<void> {
  let endMs = performance.now() + sliceMs
  for (const entry of entries) {
    if (performance.now() >= endMs) {
      await nextTurn()
      endMs = performance.now() + sliceMs
    }
    each(entry)
  }
}
