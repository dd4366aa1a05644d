import type { Problem } from './errors.ts'

const maxBytes = 8192

/**
 * Merges by top-level key: a given value replaces, null removes, an absent key is kept. A `change` of null removes
 * every key (contract, general §10). A result over 8 KB adds a problem on `custom_fields`.
 */
export function mergeCustomFields(
  current: Record<string, unknown>,
  change: Record<string, unknown> | null,
  problems: Problem[],
): Record<string, unknown> {
  const merged = change === null ? {} : { ...current, ...change }
  for (const key of Object.keys(merged)) if (merged[key] === null) delete merged[key]
  if (Buffer.byteLength(JSON.stringify(merged)) > maxBytes) {
    problems.push({ field: 'custom_fields', message: `is too large (maximum is ${maxBytes} bytes)` })
  }
  return merged
}
