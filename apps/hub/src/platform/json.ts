/** The text of a body. `literals` caches the body parsed with its numbers as literal text, once it is needed. */
export interface JsonSource {
  text: string
  literals?: unknown
}

/** Upper bounds for a JSON text, so that parsing it neither exhausts the stack nor blocks the server. */
export interface JsonBounds {
  /** Nesting depth. */
  levels: number
  /** Keys of all objects together. Each distinct key costs the parser an allocation of its own. */
  keys: number
  /** Objects, arrays and their entries. */
  values: number
}

/** Cheap check that holds for most bodies: the text is too short and has too few brackets to exceed any bound. */
function isFarWithin(text: string, most: JsonBounds): boolean {
  if (text.length > most.keys || text.length > most.values) return false
  let brackets = 0
  for (const bracket of '[{') {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      if (++brackets > most.levels) return false
    }
  }
  return true
}

/** The first bound that the text exceeds, undefined for none. One pass over the text, which need not be valid JSON. */
export function exceededBound(text: string, most: JsonBounds): keyof JsonBounds | undefined {
  if (isFarWithin(text, most)) return undefined
  let [levels, keys, values] = [0, 0, 0]
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at)
        break
      case 0x5b: // [
      case 0x7b: // {
        if (++levels > most.levels) return 'levels'
        if (++values > most.values) return 'values'
        break
      case 0x5d: // ]
      case 0x7d: // }
        levels--
        break
      case 0x3a: // :
        if (++keys > most.keys) return 'keys'
        break
      case 0x2c: // ,
        if (++values > most.values) return 'values'
    }
  }
  return undefined
}

/** Index of the quote that closes the string opened at `start`; the text's length if it is not closed. */
export function endOfString(text: string, start: number): number {
  const quote = text.indexOf('"', start + 1)
  if (quote === -1) return text.length
  // Most strings end at the first quote. One with escapes needs a scan, since any quote in it may be escaped.
  if (text.charCodeAt(quote - 1) !== backslash) return quote
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === backslash) at++
    else if (character === 0x22) return at
  }
  return text.length
}
const backslash = 0x5c

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
 * The literal text of a bare number in a body, so that `1.10` stays exact (contract, general §7). This parses the body
 * a second time, at most once per body, and only for clients that send numbers where strings are preferred.
 * @param steps path from the root of the body to the number
 */
export function numberText(
  source: JsonSource | undefined,
  steps: readonly (string | number)[],
  value: number,
): string {
  if (source === undefined) return String(value)
  source.literals ??= JSON.parse(withQuotedNumbers(source.text))
  let at: unknown = source.literals
  for (const step of steps) {
    if (typeof at !== 'object' || at === null) return String(value)
    at = (at as Record<string, unknown>)[step]
  }
  return typeof at === 'string' ? at : String(value)
}

/** The names and indexes of a path such as `items[0].quantity`. */
export const stepsOf = (path: string): string[] => path.match(/[^.[\]]+/g) ?? []

const startsNumber = (character: string) => character === '-' || (character >= '0' && character <= '9')

/** The same JSON with each number as a string of its literal text. A reviver would cost ten times as much. */
function withQuotedNumbers(text: string): string {
  const parts: string[] = []
  let done = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"') at = endOfString(text, at)
    else if (startsNumber(character)) {
      const start = at
      while (/[-+.\deE]/.test(text.charAt(at + 1))) at++
      parts.push(text.slice(done, start), '"', text.slice(start, at + 1), '"')
      done = at + 1
    }
  }
  return parts.join('') + text.slice(done)
}

/** The same JSON with `_` before each key, so that no key is an integer and the parser keeps their order. */
function withMarkedKeys(text: string): string {
  const parts: string[] = []
  let done = 0
  for (let start = text.indexOf('"'); start !== -1; ) {
    const end = endOfString(text, start)
    let next = end + 1
    while (/\s/.test(text.charAt(next))) next++
    if (text[next] === ':') {
      parts.push(text.slice(done, start), '"_')
      done = start + 1
    }
    start = text.indexOf('"', end + 1)
  }
  return parts.join('') + text.slice(done)
}

/**
 * The keys of the object `name` at the root of a body, in the order in which they were sent. JavaScript moves integer
 * keys to the front, so the body is parsed again, but only if there are integer keys.
 */
export function sentKeys(source: JsonSource | undefined, name: string, parsed: object): string[] {
  const keys = Object.keys(parsed)
  if (source === undefined || keys.length < 2 || !keys.some((key) => /^\d+$/.test(key))) return keys
  const body = JSON.parse(withMarkedKeys(source.text)) as Record<string, object>
  return Object.keys(body[`_${name}`]!).map((key) => key.slice(1))
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

/**
 * Where a text stops being JSON. The parser's message is not used: it quotes the text, which may hold a secret
 * (security S32).
 */
export function jsonProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  const position = /at position \d+/.exec(message)?.[0]
  if (position !== undefined) return position
  return /end of JSON/.test(message) ? 'it ends too early' : 'it is not well-formed'
}
