/** Readers whose stream has just ended by itself, and who are expected back (contract, support U2). */
export interface Returns {
  /** One more stream of that connection has ended, or is about to. */
  expect(connectionId: string, nowMs: number): void
  /** Whether somebody of that connection was expected; true once for each stream that ended. */
  take(connectionId: string, nowMs: number): boolean
  forgetLate(nowMs: number): void
}

/** @param withinMs who comes later than this is not expected any more */
export function createReturns(withinMs: number): Returns {
  /** Until when, by connection, soonest first. */
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
