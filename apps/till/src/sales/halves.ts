/**
 * Binary search over rows stored in order. An index would cost every sale an extra page in the WAL.
 * @param end a position after the last row
 * @param look returns the first row at or after a position, undefined when there is none
 * @returns the position of the last row for which `isBefore` holds, 0 when there is none
 */
export function lastBefore(
  end: number,
  look: (from: number) => { place: number; isBefore: boolean } | undefined,
): number {
  let before = 0
  let notBefore = end
  while (notBefore - before > 1) {
    const middle = Math.floor((before + notBefore) / 2)
    const row = look(middle)
    if (row?.isBefore) before = row.place
    else notBefore = middle
  }
  return before
}
