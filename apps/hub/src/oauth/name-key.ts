/**
 * What two names have in common that a reader takes for one: case, blanks, punctuation, accents and invisible
 * characters do not tell them apart (contract, security S27).
 */
export function nameKey(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return letters === '' ? name.trim().toLowerCase() : letters
}
