/**
 * Searches rows that lie in their order by halves, where an index would cost each sale a page of the log.
 * @param end a place after the last row
 * @param look the first row at or after a place, undefined when there is none
 * @returns the place of the last row that comes before what is searched, 0 when none does
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
