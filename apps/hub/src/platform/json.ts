const loneSurrogateOrNul = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** Whether every string in the value, keys included, is free of NUL and unpaired surrogates (general §7). */
export function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return !loneSurrogateOrNul.test(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isWellFormed)
  return Object.entries(value).every(([key, entry]) => isWellFormed(key) && isWellFormed(entry))
}

/**
 * The literal text of a bare number in a body, so that `1.10` stays exact (contract, general §7). The body is parsed
 * a second time only for this, which happens only for clients that send numbers where strings are preferred.
 * @param path the field's path, `items[0].quantity`
 */
export function numberText(source: string | undefined, path: string, value: number): string {
  if (source === undefined) return String(value)
  const literals: unknown = JSON.parse(source, (_key, entry: unknown, context?: { source?: string }) =>
    typeof entry === 'number' ? { literal: context?.source ?? String(entry) } : entry,
  )
  let at: unknown = literals
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
