/** One a line; empty lines do not count. */
export const urisOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The sentence of the first refused line, with the line. */
export function uriError(errors: Record<string, React.ReactNode>, uris: readonly string[]): React.ReactNode {
  const index = uris.findIndex((_, at) => errors[`redirect_uris[${at}]`] !== undefined)
  return index === -1 ? errors.redirect_uris : `${uris[index]} : ${String(errors[`redirect_uris[${index}]`])}`
}
