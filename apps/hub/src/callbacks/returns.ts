/** Tracks readers that should reconnect, because the hub has just ended their stream (contract, support U2). */
export interface Returns {
  /** Expects one more reader of the connection, whose stream has ended or is about to. */
  expect(connectionId: string, nowMs: number): void
  /** Whether a reader of the connection was expected; true once for each stream that ended. */
  take(connectionId: string, nowMs: number): boolean
  forgetLate(nowMs: number): void
}

/** @param withinMs how long a reader is expected for */
export function createReturns(withinMs: number): Returns {
  /** Deadlines by connection, earliest first. */
  const expected = new Map<string, number[]>()

  function keep(connectionId: string, deadlines: number[]) {
    if (deadlines.length > 0) expected.set(connectionId, deadlines)
    else expected.delete(connectionId)
  }

  return {
    expect(connectionId, nowMs) {
      keep(connectionId, [...(expected.get(connectionId) ?? []), nowMs + withinMs])
    },
    take(connectionId, nowMs) {
      const inTime = (expected.get(connectionId) ?? []).filter((deadline) => deadline >= nowMs)
      const isExpected = inTime.shift() !== undefined
      keep(connectionId, inTime)
      return isExpected
    },
    forgetLate(nowMs) {
      for (const [connectionId, deadlines] of expected) {
        keep(
          connectionId,
          deadlines.filter((deadline) => deadline >= nowMs),
        )
      }
    },
  }
}
