/**
 * A comparison key for names that readers confuse: it ignores case, blanks, punctuation, accents and invisible
 * characters (contract, security S27).
 */
export function nameKey(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return letters === '' ? name.trim().toLowerCase() : letters
}
