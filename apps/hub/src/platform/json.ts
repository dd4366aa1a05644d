/** The text of a body, and the literal texts of its numbers once they were asked for. */
export interface JsonSource {
  text: string
  literals?: unknown
}

/** Whether the JSON text opens more than that many brackets inside each other: deep nesting exhausts the stack. */
export function isNestedDeeperThan(levels: number, text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else if (character === '[' || character === '{') depth++
    else if (character === ']' || character === '}') depth--
    if (depth > levels) return true
  }
  return false
}

/** Index of the quote that closes the string opened at `start`; the text's length when none does. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0
    while (text[quote - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return quote
  }
  return text.length
}

/** Whether the text is free of NUL, which PostgreSQL cannot store, and of unpaired surrogates (general §7). */
export const isCleanText = (text: string) => text.isWellFormed() && !text.includes('\0')

/** Whether every string in the value, keys included, is free of NUL and unpaired surrogates (general §7). */
export function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return isCleanText(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isWellFormed)
  return Object.entries(value).every(([key, entry]) => isCleanText(key) && isWellFormed(entry))
}

/**
 * The literal text of a bare number in a body, so that `1.10` stays exact (contract, general §7). The body is parsed
 * a second time for this, once, and only for clients that send numbers where strings are preferred.
 * @param path the field's path, `items[0].quantity`
 */
export function numberText(source: JsonSource | undefined, path: string, value: number): string {
  if (source === undefined) return String(value)
  source.literals ??= JSON.parse(source.text, (_key, entry: unknown, context?: { source?: string }) =>
    typeof entry === 'number' ? { literal: context?.source ?? String(entry) } : entry,
  )
  let at: unknown = source.literals
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    if (typeof at !== 'object' || at === null) return String(value)
    at = (at as Record<string, unknown>)[step]
  }
  if (typeof at === 'object' && at !== null && 'literal' in at) return String(at.literal)
  return String(value)
}

/** Deep equality of JSON values, key order ignored. */
export function jsonEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const leftKeys = Object.keys(left)
  return (
    leftKeys.length === Object.keys(right).length &&
    leftKeys.every(
      (key) =>
        Object.hasOwn(right, key) &&
        jsonEqual((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
    )
  )
}
