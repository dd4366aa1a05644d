/** Yields to the event loop: other requests are served before it resolves. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Calls `each` for every entry in batches and yields to the event loop between batches. The calls of the first batch
 * are made before this returns.
 * @param perTurn batch size; 200 socket writes take a few milliseconds
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

/** Like `map` on an array, in batches as {@link inTurns}. */
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

/** Like `filter` on an array, in batches as {@link inTurns}. */
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

/** Indexes the entries by key in batches; if several have the same key, the last one wins. */
export async function indexInTurns<T>(
  entries: readonly T[],
  keyOf: (entry: T) => string,
): Promise<Map<string, T>> {
  const index = new Map<string, T>()
  await mapInTurns(entries, (entry) => index.set(keyOf(entry), entry))
  return index
}

/** A JSON array of the presented entries, serialised in batches. */
export const jsonInTurns = async <T>(
  entries: readonly T[],
  present: (entry: T) => object | string | null,
): Promise<string> => `[${(await mapInTurns(entries, (entry) => JSON.stringify(present(entry)))).join(',')}]`

/** A stable merge sort in batches. */
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

/** Approximate time for which one slice blocks the event loop. */
const sliceMs = 2

/**
 * Calls `each` for every entry, and yields to the event loop every {@link sliceMs}. Slices are bounded by time,
 * because the cost of one call depends on the machine and on the socket it writes to. The first slice is done before
 * this returns.
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
