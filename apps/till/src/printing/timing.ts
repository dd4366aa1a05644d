/** How long the till waits for printers, in milliseconds. */
export interface Timing {
  connectMs: number
  /** For the answer to a question. */
  answerMs: number
  /** Between two questions while a document is printed. */
  pollMs: number
  /** A document not printed by then is reported. */
  slowMs: number
  /** A printer without trouble for this long that does not acknowledge a document is one that never does. */
  unacknowledgedMs: number
  /** After this long without any answer in the middle of a document, the connection counts as lost. */
  deadMs: number
  /** Delay before each new attempt; the last one repeats. */
  retryMs: number[]
  /** A drawer that could not be opened by then stays closed, which is reported (contract, counter T62). */
  kickMs: number
}

export const normalTiming: Timing = {
  connectMs: 5000,
  answerMs: 2000,
  pollMs: 1000,
  slowMs: 10_000,
  unacknowledgedMs: 20_000,
  deadMs: 15_000,
  retryMs: [1000, 2000, 5000],
  kickMs: 10_000,
}
