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
    if (start > 0) await new Promise<void>((resolve) => setImmediate(resolve))
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
