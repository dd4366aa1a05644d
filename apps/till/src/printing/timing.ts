/** How long the till waits for printers, in milliseconds. */
export interface Timing {
  connectMs: number
  /** For the answer to a question. */
  answerMs: number
  /** Between two questions while a document is printed. */
  pollMs: number
  /** A document that is not out by then is told of. */
  slowMs: number
  /** A printer that is well all this time and never says «done» is one that never does. */
  unacknowledgedMs: number
  /** No answer at all for that long, in the middle of a document: it is gone. */
  deadMs: number
  /** Before each new attempt; the last one repeats. */
  retryMs: number[]
  /** A drawer that could not be opened by then stays closed, and that is told (contract, counter T62). */
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
